#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(program)) await import(program);
else {
  process.stderr.write('Eblagh is not built yet. Run npm start once, or npm run setup.\n');
  process.exitCode = 1;
}
