import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of this folder in a process of its own, talked to by messages. */
export interface Child<Request, Answer> {
  ask(request: Request): Promise<Answer>;
  tell(request: Request): void;
  end(): Promise<void>;
}

export interface Started<Greeting, Request, Answer> {
  readonly greeting: Greeting;
  readonly child: Child<Request, Answer>;
}

/** Starts `bench/<name>` and waits for its first message. */
export async function startChild<Greeting, Request extends object, Answer>(
  name: string,
  args: readonly string[] = [],
): Promise<Started<Greeting, Request, Answer>> {
  const process = fork(fileURLToPath(new URL(`${name}.js`, import.meta.url)), args, { execArgv: [] });
  const greeting = await said<Greeting>(process);
  return { greeting, child: talkingTo<Request, Answer>(process) };
}

const talkingTo = <Request extends object, Answer>(process: ChildProcess): Child<Request, Answer> => ({
  ask(request) {
    const answer = said<Answer>(process);
    process.send(request);
    return answer;
  },
  tell: (request) => void process.send(request),
  async end() {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGTERM');
    await ended;
  },
});

/** The next message; a process that ends instead has failed. */
function said<T>(process: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${process.spawnfile} ended with ${code}`));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message as T);
    });
  });
}
