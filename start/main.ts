import { configOrExit, WRONG_USE } from '../config/exit.js';
import { StartRefused } from './refused.js';
import { supervise } from './supervisor.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const stopping = new AbortController();
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(name, () => {
    if (!stopping.signal.aborted) say('Stopping');
    stopping.abort();
  });

try {
  await supervise(configOrExit(), say, stopping.signal);
} catch (error) {
  const refused = error instanceof StartRefused;
  if (!refused || !error.said) process.stderr.write(`${refused ? error.message : String(error)}\n`);
  process.exitCode = refused ? WRONG_USE : 1;
}
