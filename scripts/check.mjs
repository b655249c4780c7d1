/** `npm run check`: everything CI runs. Goes on after a failure, and names all that failed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { main, root, say, StepFailed } from './steps.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const STEPS = [
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'types', command: bin('tsc'), args: ['--noEmit'] },
  { name: 'build', command: process.execPath, args: ['scripts/build.mjs'] },
  { name: 'architecture and tests', command: process.execPath, args: ['scripts/test.mjs'] },
];

await main(async () => {
  setUp('test');
  const failed = STEPS.filter(({ name, command, args }) => {
    say(`\n${name}`);
    return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status !== 0;
  });
  if (failed.length > 0) throw new StepFailed(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
  say('All checks passed');
});
