import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, loadServiceConfig } from '../../config/config.js';
import { faultMessage } from '../../config/exit.js';
import { secretPath } from '../../config/secrets.js';
import type { Env } from '../../config/env.js';

const aFolder = () => mkdtempSync(join(tmpdir(), 'eblagh-config-'));
const aKey = 'k'.repeat(40);
const live = {
  SMTP_URL: 'smtp://mail.kerman.example:587',
  MAIL_FROM: 'استانداری <office@kerman.example>',
  BASE_URL: 'https://kerman.example/eblagh/',
  SECRET_KEY: aKey,
};

function configOf(env: Env) {
  const loaded = loadConfig({ DATA_DIR: aFolder(), ...env });
  if (!loaded.ok) throw new Error(faultMessage(loaded.faults));
  return loaded.config;
}

function faultsOf(env: Env): string[] {
  const loaded = loadConfig({ DATA_DIR: aFolder(), ...env });
  return loaded.ok ? [] : loaded.faults.map(({ variable }) => variable);
}

describe('which mode starts', () => {
  test('nothing set is a trial with the documented defaults', () => {
    expect(configOf({})).toMatchObject({
      mode: 'trial',
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      databaseUrl: undefined,
      smtpUrl: undefined,
      duplicateWindow: 64,
      temporal: { namespace: 'default' },
    });
  });

  test('a database or a mail server alone means live, and live says what it still needs', () => {
    expect(faultsOf({ DATABASE_URL: 'postgres://127.0.0.1/eblagh' })).toEqual([
      'SMTP_URL',
      'MAIL_FROM',
      'BASE_URL',
      'SECRET_KEY',
    ]);
    expect(faultsOf({ SMTP_URL: 'smtp://127.0.0.1' })).toEqual(['MAIL_FROM', 'BASE_URL', 'SECRET_KEY']);
  });

  test('EBLAGH_TRIAL=0 with nothing else is a half configured live start', () => {
    expect(faultsOf({ EBLAGH_TRIAL: '0' })).toContain('SMTP_URL');
  });

  test('a live start takes no faults that tests put in', () => {
    expect(faultsOf({ ...live, EBLAGH_FAILPOINTS: 'lease=exit' })).toEqual(['EBLAGH_FAILPOINTS']);
    expect(faultsOf({ EBLAGH_TRIAL: '1', DATA_DIR: aFolder(), EBLAGH_FAILPOINTS: 'lease=exit' })).toEqual([]);
  });

  test('a live start may leave the database to the embedded one', () => {
    expect(configOf(live)).toMatchObject({
      mode: 'live',
      databaseUrl: undefined,
      baseUrl: 'https://kerman.example/eblagh',
    });
  });

  test('EBLAGH_TRIAL=1 accepts servers of its own on loopback', () => {
    const env = {
      EBLAGH_TRIAL: '1',
      DATABASE_URL: 'postgres://a:b@localhost/x',
      SMTP_URL: 'smtp://[::1]:25',
    };
    expect(configOf(env).mode).toBe('trial');
  });
});

describe('a trial refuses what is not loopback', () => {
  test.each([
    ['HOST', '0.0.0.0'],
    ['BASE_URL', 'https://kerman.example'],
    ['DATABASE_URL', 'postgres://db.example/eblagh'],
    ['DATABASE_URL', 'postgres://localhost/eblagh?host=db.example'],
    ['SMTP_URL', 'smtp://mail.example'],
    ['REDIS_URL', 'redis://10.0.0.4'],
    ['TEMPORAL_ADDRESS', 'temporal.example:7233'],
  ])('%s=%s', (variable, value) => {
    expect(faultsOf({ EBLAGH_TRIAL: '1', [variable]: value })).toEqual([variable]);
  });
});

describe('wrong values', () => {
  test.each([
    ['PORT', '۳۰۰۰'],
    ['PORT', '65536'],
    ['BASE_URL', 'ftp://127.0.0.1'],
    ['BASE_URL', 'http://127.0.0.1/?a=b'],
    ['DATABASE_URL', 'mysql://127.0.0.1/x'],
    ['TEMPORAL_ADDRESS', '127.0.0.1'],
    ['MAIL_FROM', 'a@b\r\nBcc: c@d'],
    ['DUPLICATE_WINDOW', '0'],
    ['LOG_LEVEL', 'loud'],
    ['OUTBOUND_ALLOW', '127.0.0.1:80,nowhere'],
    ['BOUNCE_PORT', '-1'],
    ['SECRET_KEY', 'short'],
    ['EBLAGH_TRIAL', 'yes'],
  ])('%s=%j is a fault', (variable, value) => {
    expect(faultsOf({ EBLAGH_TRIAL: '1', [variable]: value })).toContain(variable);
  });

  test('one message lists every fault and repeats no value', () => {
    const loaded = loadConfig({
      ...live,
      PORT: 'x',
      LOG_LEVEL: 'y',
      SECRET_KEY: 'hush',
      DATA_DIR: aFolder(),
    });
    const message = loaded.ok ? '' : faultMessage(loaded.faults);
    expect(
      message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(' ')[0]),
    ).toEqual(['PORT', 'LOG_LEVEL', 'SECRET_KEY']);
    expect(message).not.toContain('hush');
  });
});

describe('secrets', () => {
  test('a trial makes its key once and keeps it readable by its owner alone', () => {
    const DATA_DIR = aFolder();
    const first = configOf({ DATA_DIR }).secretKey;
    expect(first).toHaveLength(43);
    expect(configOf({ DATA_DIR }).secretKey).toBe(first);
    expect(statSync(secretPath(DATA_DIR, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  test('a wrong configuration writes nothing', () => {
    const DATA_DIR = aFolder();
    expect(faultsOf({ DATA_DIR, PORT: 'x' })).toEqual(['PORT']);
    expect(() => statSync(secretPath(DATA_DIR, 'secret-key'))).toThrow('ENOENT');
  });

  test('a secret may stand in a file, but not in both places', () => {
    const path = join(aFolder(), 'key');
    writeFileSync(path, `${aKey}\n`);
    const { SECRET_KEY: _, ...rest } = live;
    expect(configOf({ ...rest, SECRET_KEY_FILE: path }).secretKey).toBe(aKey);
    expect(faultsOf({ ...live, SECRET_KEY_FILE: path })).toEqual(['SECRET_KEY']);
    expect(faultsOf({ ...rest, SECRET_KEY_FILE: `${path}-absent` })).toEqual(['SECRET_KEY_FILE']);
  });
});

test('a process that needs every server names those it was not given', () => {
  const loaded = loadServiceConfig({
    DATA_DIR: aFolder(),
    EBLAGH_TRIAL: '1',
    SMTP_URL: 'smtp://127.0.0.1:1',
  });
  expect(loaded.ok ? [] : loaded.faults.map(({ variable }) => variable)).toEqual([
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
  ]);
});
