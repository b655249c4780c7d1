import { StartRefused } from './refused.js';

/** The Temporal CLI that is downloaded or built, and the oldest server inside any other that will do. */
export const CLI_VERSION = '1.8.2';
const OLDEST_SERVER = '1.29.0';
const CACHED_SERVER = '1.31.2';
export const OLDEST_GO = '1.26.4';

/** Where the Temporal server comes from. Only the first is not ours to start. */
export type TemporalSource =
  | { way: 'address'; address: string }
  | { way: 'cli' | 'path' | 'cache' | 'download' | 'build'; binary: string };

/** A way that was tried and gave nothing, and why. */
export interface Miss {
  miss: string;
}

/** The outside world as the resolver sees it; tests give their own. */
export interface TemporalLookups {
  address: string | undefined;
  cli: string | undefined;
  onPath(): string | undefined;
  cached(): string | undefined;
  /** The version of the server inside a CLI, such as 1.31.2; undefined when it cannot be run. */
  serverVersion(binary: string): Promise<string | undefined>;
  download(): Promise<string | Miss>;
  build(): Promise<string | Miss>;
}

/**
 * Finds the Temporal server, the first that holds: TEMPORAL_ADDRESS; TEMPORAL_CLI; `temporal` on PATH; the
 * copy cached by an earlier start; the official download; a build with Go from deploy/temporal-server.
 * What was passed over is said. Refuses a TEMPORAL_CLI that does not run or is too old (a setting is never
 * passed over silently), and, when nothing is found, names every way.
 */
export async function findTemporalServer(
  lookups: TemporalLookups,
  say: (line: string) => void,
): Promise<TemporalSource> {
  if (lookups.address !== undefined) return { way: 'address', address: lookups.address };
  if (lookups.cli !== undefined) return fromSetting(lookups, lookups.cli);
  const present =
    (await fit(lookups, say, 'path', lookups.onPath(), OLDEST_SERVER)) ??
    (await fit(lookups, say, 'cache', lookups.cached(), CACHED_SERVER));
  return present ?? fetched(lookups, say);
}

async function fromSetting(lookups: TemporalLookups, binary: string): Promise<TemporalSource> {
  const version = await lookups.serverVersion(binary);
  if (version === undefined)
    throw new StartRefused(`TEMPORAL_CLI: ${binary} is no Temporal CLI that runs here`);
  if (isOlder(version, OLDEST_SERVER))
    throw new StartRefused(
      `TEMPORAL_CLI: ${binary} has server ${version}; ${OLDEST_SERVER} or newer is needed`,
    );
  return { way: 'cli', binary };
}

async function fit(
  lookups: TemporalLookups,
  say: (line: string) => void,
  way: 'path' | 'cache',
  binary: string | undefined,
  oldest: string,
): Promise<TemporalSource | undefined> {
  if (binary === undefined) return undefined;
  const version = await lookups.serverVersion(binary);
  if (version !== undefined && !isOlder(version, oldest)) return { way, binary };
  say(
    `Passing over ${binary}: ${version === undefined ? 'it does not run' : `its server ${version} is too old`}`,
  );
  return undefined;
}

async function fetched(lookups: TemporalLookups, say: (line: string) => void): Promise<TemporalSource> {
  const misses: string[] = [];
  for (const way of ['download', 'build'] as const) {
    const got = await lookups[way]();
    if (typeof got === 'string') return { way, binary: got };
    misses.push(got.miss);
    say(got.miss);
  }
  throw new StartRefused(
    [
      `There is no Temporal server. ${misses.join(' ')} One of these helps:`,
      '  TEMPORAL_ADDRESS=host:port   a server that runs already',
      '  TEMPORAL_CLI=/path           a Temporal CLI',
      '  `temporal` on PATH           a Temporal CLI',
      `  a network                    so that CLI ${CLI_VERSION} can be downloaded`,
      `  Go ${OLDEST_GO} or newer           so that it can be built from deploy/temporal-server`,
    ].join('\n'),
  );
}

/** Whether a dotted version comes before another. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  const at = [0, 1, 2].find((index) => (a?.[index] ?? 0) !== (b?.[index] ?? 0));
  return at !== undefined && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}
