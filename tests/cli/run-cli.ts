import type { Env } from '../../config/env.js';
import { run } from '../../cli/run.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the admin command inside this process, with its own environment and outputs. */
export function cliWith(env: Env) {
  return async (words: readonly string[], input = ''): Promise<Ran> => {
    let out = '';
    let err = '';
    const code = await run(words, {
      env,
      input: (async function* () {
        yield Buffer.from(input);
      })(),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    });
    return { code, out, err };
  };
}
