import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const say = (line) => process.stdout.write(`${line}\n`);

/** The sentence is for the person at the terminal; the exit status is 1. */
export class StepFailed extends Error {}

/** Runs a program of ours with its output shown; throws {@link StepFailed} unless it ends well. */
export function run(what, command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new StepFailed(`${what} failed${error ? `: ${error.message}` : ''}`);
}

/** Runs what a script is for, and turns a failed step into one line. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Whether this module is the program that was started. */
export const isProgram = (meta) => process.argv[1] === fileURLToPath(meta.url);
