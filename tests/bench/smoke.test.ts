import { describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { inPackage } from '../../config/paths.js';
import type { BenchResult } from '../../bench/result.js';

/** `npm run bench` after its set-up. */
async function bench(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const child = spawn(process.execPath, [inPackage('dist', 'bench', 'main.js'), ...args]);
  const ended = once(child, 'close') as Promise<[number]>;
  const [out, told, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, told };
}

const ratios = { engine: ['steps/s', 14], decision: ['ms', 2] } as const;
const values = { 'first-mail': 'ms', start: 's', memory: 'MB' } as const;

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('eblagh-bench-'));

async function measured(name: string): Promise<BenchResult> {
  const before = folders();
  const { code, out, told } = await bench('--only', name, '--small', '--json');
  expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
  expect(folders().filter((folder) => !before.includes(folder))).toEqual([]);
  return JSON.parse(out) as BenchResult;
}

describe('as little as shows that it runs', () => {
  test.each(Object.entries(ratios))(
    '%s does the same work on both sides, and gives their ratio',
    async (name, [unit, n]) => {
      const result = await measured(name);
      expect(result).toMatchObject({ name, unit, n, runs: 1, spread: 0 });
      expect(result.ours).toBeGreaterThan(0);
      expect(result.ratio).toBeCloseTo(result.ours / (result.baseline ?? 0), 1);
    },
    300_000,
  );

  test.each(Object.entries(values))(
    '%s gives one figure',
    async (name, unit) => {
      const result = await measured(name);
      expect(result).toMatchObject({ name, unit, n: 1, runs: 1, baseline: null });
      expect(result.value).toBe(result.ours);
      expect(result.value).toBeGreaterThan(0);
    },
    300_000,
  );
});

test('an unknown name is wrong use, in words', async () => {
  const { code, out, told } = await bench('--only', 'fan-out-of-hope');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(told).toContain('no benchmark is called fan-out-of-hope');
});
