import { describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartRefused } from '../../start/refused.js';
import { temporalLookups } from '../../start/temporal-lookups.js';
import { findTemporalServer, isOlder, type TemporalLookups } from '../../start/temporal-server.js';

/** A machine with nothing on it; each test adds what it is about. */
const bare: TemporalLookups = {
  address: undefined,
  cli: undefined,
  onPath: () => undefined,
  cached: () => undefined,
  serverVersion: async () => '1.31.2',
  download: async () => ({ miss: 'No network.' }),
  build: async () => ({ miss: 'No Go.' }),
};
const everything: TemporalLookups = {
  ...bare,
  address: '127.0.0.1:7233',
  cli: '/opt/temporal',
  onPath: () => '/usr/bin/temporal',
  cached: () => '/cache/temporal',
  download: async () => '/cache/downloaded',
  build: async () => '/cache/built',
};

async function find(lookups: TemporalLookups) {
  const said: string[] = [];
  const source = await findTemporalServer(lookups, (line) => said.push(line));
  return { source, said };
}

describe('the six ways, the first that holds', () => {
  const without = (...names: (keyof TemporalLookups)[]): TemporalLookups => ({
    ...everything,
    ...Object.fromEntries(names.map((name) => [name, bare[name]])),
  });

  test.each([
    ['TEMPORAL_ADDRESS', everything, { way: 'address', address: '127.0.0.1:7233' }],
    ['TEMPORAL_CLI', without('address'), { way: 'cli', binary: '/opt/temporal' }],
    ['temporal on PATH', without('address', 'cli'), { way: 'path', binary: '/usr/bin/temporal' }],
    ['the cached copy', without('address', 'cli', 'onPath'), { way: 'cache', binary: '/cache/temporal' }],
    [
      'the download',
      without('address', 'cli', 'onPath', 'cached'),
      { way: 'download', binary: '/cache/downloaded' },
    ],
    [
      'the build',
      without('address', 'cli', 'onPath', 'cached', 'download'),
      { way: 'build', binary: '/cache/built' },
    ],
  ])('%s', async (_way, lookups, expected) => {
    expect((await find(lookups)).source).toEqual(expected);
  });

  test('none of them: the refusal names every way and why the last two failed', async () => {
    await expect(find(bare)).rejects.toThrow(StartRefused);
    await expect(find(bare)).rejects.toThrow(
      /No network\. No Go\.[^]*TEMPORAL_ADDRESS[^]*TEMPORAL_CLI[^]*PATH[^]*network[^]*Go 1\.26\.4/,
    );
  });
});

describe('a copy that will not do', () => {
  const versions = (table: Record<string, string>) => async (binary: string) => table[binary];

  test('on PATH or in the cache is passed over, and said', async () => {
    const { source, said } = await find({
      ...everything,
      address: undefined,
      cli: undefined,
      serverVersion: versions({ '/usr/bin/temporal': '1.22.0', '/cache/temporal': '1.29.1' }),
    });
    expect(source).toEqual({ way: 'download', binary: '/cache/downloaded' });
    expect(said).toEqual([
      'Passing over /usr/bin/temporal: its server 1.22.0 is too old',
      'Passing over /cache/temporal: its server 1.29.1 is too old',
    ]);
  });

  test('in TEMPORAL_CLI is refused, never passed over', async () => {
    const named = { ...everything, address: undefined };
    await expect(find({ ...named, serverVersion: versions({}) })).rejects.toThrow(
      'no Temporal CLI that runs',
    );
    await expect(find({ ...named, serverVersion: versions({ '/opt/temporal': '1.20.0' }) })).rejects.toThrow(
      'has server 1.20.0',
    );
  });

  test.each([
    ['1.9.0', '1.29.0', true],
    ['1.29.0', '1.29.0', false],
    ['1.31.2', '1.29.0', false],
    ['2.0', '1.29.0', false],
    ['1.26', '1.26.4', true],
  ])('%s before %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older);
  });
});

describe('the real lookups', () => {
  const aMachine = () => {
    const home = mkdtempSync(join(tmpdir(), 'eblagh-machine-'));
    const before = { PATH: process.env['PATH'], XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] };
    const program = (path: string, body: string) => {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, `#!/bin/sh\n${body}\n`);
      chmodSync(path, 0o755);
    };
    Object.assign(process.env, { PATH: join(home, 'bin'), XDG_CACHE_HOME: join(home, 'cache') });
    return {
      home,
      program,
      [Symbol.dispose]: () => {
        process.env['PATH'] = before.PATH;
        if (before.XDG_CACHE_HOME === undefined) delete process.env['XDG_CACHE_HOME'];
        else process.env['XDG_CACHE_HOME'] = before.XDG_CACHE_HOME;
        rmSync(home, { recursive: true });
      },
    };
  };
  const lookups = (say: (line: string) => void = () => {}) =>
    temporalLookups({ address: undefined, cli: undefined, namespace: 'default' }, say);

  test('find temporal on PATH and in the cache, and ask it for its version', async () => {
    using machine = aMachine();
    expect([lookups().onPath(), lookups().cached()]).toEqual([undefined, undefined]);
    const onPath = join(machine.home, 'bin', 'temporal');
    machine.program(onPath, 'echo "temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)"');
    const cached = join(machine.home, 'cache', 'eblagh', 'temporal-1.8.2');
    machine.program(cached, 'exit 1');
    expect([lookups().onPath(), lookups().cached()]).toEqual([onPath, cached]);
    expect(await lookups().serverVersion(onPath)).toBe('1.31.2');
    expect(await lookups().serverVersion(cached)).toBeUndefined();
  });

  test('build with Go into the cache, outside the repository, and say so', async () => {
    using machine = aMachine();
    const said: string[] = [];
    const go = join(machine.home, 'bin', 'go');
    machine.program(
      go,
      `if [ "$1" = env ]; then echo go1.26.8; exit; fi
       [ "$CGO_ENABLED" = 0 ] && [ "\${PWD##*/}" = temporal-server ] || exit 1
       while [ "$1" != -o ]; do shift; done
       printf '#!/bin/sh\\n' > "$2"; /bin/chmod +x "$2"`,
    );
    const cached = join(machine.home, 'cache', 'eblagh', 'temporal-1.8.2');
    expect(await lookups((line) => said.push(line)).build()).toBe(cached);
    expect(lookups().cached()).toBe(cached);
    expect(said[0]).toContain('Building the Temporal server with Go 1.26.8');
  });

  test('miss in words: no Go, an old Go, a build that fails', async () => {
    using machine = aMachine();
    expect(await lookups().build()).toEqual({ miss: expect.stringContaining('Go is not installed') });
    const go = join(machine.home, 'bin', 'go');
    machine.program(go, 'echo go1.22.1');
    expect(await lookups().build()).toEqual({ miss: expect.stringContaining('Go 1.22.1 is too old') });
    machine.program(go, '[ "$1" = env ] && echo go1.26.8 && exit; echo "no space left" >&2; exit 1');
    expect(await lookups().build()).toEqual({ miss: 'The build failed: no space left.' });
    expect(lookups().cached()).toBeUndefined();
  });
});
