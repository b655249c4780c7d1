import { configOrExit, WRONG_USE } from '../config/exit.js';
import { StartRefused } from './refused.js';
import { supervise } from './supervisor.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const stopping = new AbortController();
const stop = () => {
  if (!stopping.signal.aborted) say('Stopping');
  stopping.abort();
};
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, stop);
stopWith(process.ppid);

try {
  await supervise(configOrExit(), say, stopping.signal);
} catch (error) {
  const refused = error instanceof StartRefused;
  if (!refused || !error.said) process.stderr.write(`${refused ? error.message : String(error)}\n`);
  process.exitCode = refused ? WRONG_USE : 1;
}

/** npm does not pass a signal on when it is not in the foreground: where it started us, its end is ours too. */
function stopWith(parent: number): void {
  if (process.env['npm_lifecycle_event'] !== 'start') return;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
}
