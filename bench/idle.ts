import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { demand, type Benchmark, type Run } from './bench.js';
import { installation, Product } from './product.js';

/** Our own processes; PostgreSQL and Temporal are others' programs. */
const OWN = ['supervisor', 'api', 'worker', 'mailbox'];
const IDLE_MS = 10_000;

/** Seconds from the start of the product to `/readyz` saying ready, with a folder it has run on before. */
export const start: Benchmark = async (run) => {
  const ours = await restarts(run, run.small ? 1 : 5, async ({ readyAfterMs }) => readyAfterMs / 1_000);
  return { unit: 's', n: 1, ours };
};

/** Megabytes resident in all our own processes ten seconds after the start. Pages they share count in each. */
export const memory: Benchmark = async (run) => {
  const ours = await restarts(run, run.small ? 1 : 3, async (product) => {
    await sleep(run.small ? 0 : IDLE_MS, undefined, { signal: run.signal });
    const sizes = OWN.map((part) => residentMegabytes(product.pid(part)));
    run.say(OWN.map((part, index) => `${part} ${sizes[index]?.toFixed(0)}`).join(', '));
    return sizes.reduce((sum, size) => sum + size, 0);
  });
  return { unit: 'MB', n: 1, ours };
};

/** Starts the product on a new folder, and then so many times again on the same, measuring each of those. */
async function restarts(
  run: Run,
  times: number,
  measure: (product: Product) => Promise<number>,
): Promise<number[]> {
  const installed = await installation();
  try {
    await (await Product.start(run, installed)).stop();
    const measured: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const product = await Product.start(run, installed);
      try {
        measured.push(await measure(product));
      } finally {
        await product.stop();
      }
      run.say(measured.at(-1)!.toFixed(2));
    }
    return measured;
  } finally {
    installed.remove();
  }
}

/** As the system counts it, in 1,000,000 bytes. */
function residentMegabytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  const kibibytes = Number(stdout.trim());
  demand(kibibytes > 0, `process ${pid} is gone`);
  return (kibibytes * 1_024) / 1_000_000;
}
