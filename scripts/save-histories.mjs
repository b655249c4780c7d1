/** Plays every way out of every state on a real Temporal server and keeps the histories that later versions must replay. */
import { spawnSync } from 'node:child_process';

const flags = [
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--testMatch',
  '**/tests/workflows/save-histories.ts',
];
const { status } = spawnSync(process.execPath, flags, { stdio: 'inherit' });
process.exitCode = status ?? 1;
