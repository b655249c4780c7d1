import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keeper, type Part } from '../../start/keeper.js';
import type { Ending, Running } from '../../start/running.js';
import { waitFor } from '../support/wait-for.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eblagh-keeper-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A part that starts when the test lets it and ends when the test says. */
class Puppet {
  starts = 0;
  failures: Error[] = [];
  said: string[] = [];
  reasons: string[] = [];
  end: (ending: Ending) => void = () => {};
  readonly pidFile = join(folder, 'api.pid');
  readonly part: Part = {
    name: 'api',
    log: '/logs/api.log',
    stop: { ask: 'SIGTERM', withinMs: 1_000 },
    launch: async (): Promise<Running> => {
      this.starts += 1;
      const failure = this.failures.shift();
      if (failure) throw failure;
      const ended = new Promise<Ending>((resolve) => (this.end = resolve));
      return { identity: { pid: 2 ** 30, startedAt: `${this.starts}` }, ended };
    },
  };
  readonly keeper = new Keeper(
    this.part,
    this.pidFile,
    (line) => this.said.push(line),
    (reason) => this.reasons.push(reason),
  );
}

const died: Ending = { code: 1, signal: null };

describe('a part that is kept', () => {
  test('is started again when it ends, and the log is named', async () => {
    const puppet = new Puppet();
    await puppet.keeper.start();
    puppet.end(died);
    await waitFor('the second start', () => puppet.starts === 2);
    expect(puppet.said).toEqual(['api ended (exit 1, see /logs/api.log); starting it again']);
    const stopped = puppet.keeper.stop();
    puppet.end({ code: 0, signal: null });
    await stopped;
  });

  test('is tried again when starting it again fails', async () => {
    const puppet = new Puppet();
    await puppet.keeper.start();
    puppet.failures = [new Error('no memory'), new Error('no memory')];
    puppet.end(died);
    await waitFor('the fourth start', () => puppet.starts === 4);
    expect(puppet.said.filter((line) => line === 'api: no memory')).toHaveLength(2);
    const stopped = puppet.keeper.stop();
    puppet.end({ code: 0, signal: null });
    await stopped;
  });

  test('that ends because it was told to is not started again, and its pid file goes', async () => {
    const puppet = new Puppet();
    await puppet.keeper.start();
    expect(existsSync(puppet.pidFile)).toBe(true);
    const stopped = puppet.keeper.stop();
    puppet.end({ code: 0, signal: null });
    await stopped;
    expect([puppet.starts, puppet.said, existsSync(puppet.pidFile)]).toEqual([1, [], false]);
  });

  test('that is stopped during its pause is not started again', async () => {
    const puppet = new Puppet();
    await puppet.keeper.start();
    puppet.end(died);
    await waitFor('its end is noticed', () => puppet.said.length === 1);
    await puppet.keeper.stop();
    expect(puppet.starts).toBe(1);
  });

  test('that exits 2 is given up', async () => {
    const puppet = new Puppet();
    await puppet.keeper.start();
    puppet.end({ code: 2, signal: null });
    await waitFor('it is given up', () => puppet.reasons.length === 1);
    expect(puppet.reasons).toEqual(['api refuses to run, see /logs/api.log']);
    await puppet.keeper.stop();
    expect(puppet.starts).toBe(1);
  });
});

test('a first start that fails is the caller’s to hear', async () => {
  const puppet = new Puppet();
  puppet.failures = [new Error('no such file')];
  await expect(puppet.keeper.start()).rejects.toThrow('no such file');
  await puppet.keeper.stop();
});
