import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../config/config.js';
import { connect } from '../../database/connection.js';
import { withDatabase } from '../../start/borrow-database.js';
import { holdDataDir, pidFile } from '../../start/lock.js';

let config: Config;
beforeEach(() => {
  const loaded = loadConfig({ DATA_DIR: mkdtempSync(join(tmpdir(), 'eblagh-borrow-')) });
  if (!loaded.ok) throw new Error('The config is refused');
  config = loaded.config;
});
afterEach(() => rmSync(config.dataDir, { recursive: true }));

const borrow = <T>(work: (url: string) => Promise<T>) => withDatabase(config, () => {}, work);
const modeIn = async (url: string) => {
  const connection = connect(url);
  const { rows } = await connection.pool.query<{ mode: string }>('SELECT mode FROM installation');
  await connection.close();
  return rows[0]?.mode;
};

test('a command of its own gets a migrated database, alone, and leaves nothing running', async () => {
  await borrow(async (url) => {
    expect(await modeIn(url)).toBe('trial');
    await expect(holdDataDir(config.dataDir)).rejects.toThrow(`process ${process.pid}`);
    expect(await borrow(async (same) => same)).toBe(url);
  });
  expect(existsSync(join(config.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  expect(existsSync(pidFile(config.dataDir, 'supervisor'))).toBe(false);
});

test('a command that fails leaves nothing running either', async () => {
  await expect(borrow(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(join(config.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  await borrow(modeIn);
});

test('a database of the other mode is refused', async () => {
  await borrow(modeIn);
  const live: Config = { ...config, mode: 'live' };
  await expect(withDatabase(live, () => {}, modeIn)).rejects.toThrow('was begun in trial mode');
});
