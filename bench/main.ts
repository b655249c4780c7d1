import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Benchmark } from './bench.js';
import { decision } from './decision.js';
import { engine } from './engine.js';
import { firstMail } from './first-mail.js';
import { memory, start } from './idle.js';
import { reaches, resultOf, type BenchResult, type Target } from './result.js';

/** Every benchmark with what it has to reach. */
const benchmarks: Record<string, { readonly measure: Benchmark; readonly target: Target }> = {
  engine: { measure: engine, target: { atLeast: 0.6 } },
  decision: { measure: decision, target: { atMost: 2 } },
  'first-mail': { measure: firstMail, target: { atMost: 500 } },
  start: { measure: start, target: { atMost: 10 } },
  memory: { measure: memory, target: { atMost: 400 } },
};

const USAGE = `npm run bench -- [--only <name>]... [--json] [--small] [--gate]
  --only   ${Object.keys(benchmarks).join(', ')}; every one of them unless told
  --json   one JSON line for each result, and nothing else on standard output
  --small  as little as shows that it runs; such figures mean nothing
  --gate   end with 1 also where a target is missed`;

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
const say = (line: string) => void process.stderr.write(`${line}\n`);

process.exitCode = await main();

/** 0 done, 1 a run failed or lost something, 2 wrong use. */
async function main(): Promise<number> {
  const asked = readArguments();
  if (!asked) return 2;
  let missed = 0;
  for (const name of asked.names) {
    const { measure, target } = benchmarks[name]!;
    say(`${name}: load ${loadavg()[0]?.toFixed(2)}`);
    try {
      const run = { small: asked.small, say, signal: stopping.signal };
      const result = resultOf(name, target, await measure(run));
      process.stdout.write(`${asked.json ? JSON.stringify(result) : readable(result, target)}\n`);
      if (!reaches(result, target)) missed += 1;
    } catch (error) {
      say(stopping.signal.aborted ? 'stopped' : `${name}: ${String(error)}`);
      return 1;
    }
  }
  return asked.gate && missed > 0 ? 1 : 0;
}

function readArguments() {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = {
      only: { type: 'string', multiple: true },
      json: flag,
      small: flag,
      gate: flag,
    } as const;
    const { values } = parseArgs({ options });
    const names = values.only ?? Object.keys(benchmarks);
    const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));
    if (unknown.length > 0) throw new Error(`no benchmark is called ${unknown.join(', ')}`);
    return { names, json: values.json, small: values.small, gate: values.gate };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return null;
  }
}

function readable(result: BenchResult, target: Target): string {
  const { name, ratio, value, ours, baseline, unit, n, runs, spread } = result;
  const sides = baseline === null ? '' : ` (${ours} ${unit} over ${baseline} ${unit})`;
  const figure = ratio === undefined ? `${value} ${unit}` : `${ratio}${sides}`;
  const wanted = 'atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`;
  const verdict = reaches(result, target) ? 'reached' : 'MISSED';
  return `${name}: ${figure}; ${wanted} ${verdict}; ${runs} runs of ${n}, spread ${spread}`;
}
