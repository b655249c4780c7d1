import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { packageRoot } from '../../config/paths.js';
import { sabotages, type Sabotage } from './sabotages.js';

/**
 * `npm run sabotage [-- name…]`: proves that each committed sabotage turns its test red. Works on a copy of the tree,
 * one sabotage at a time; the named test must be green before and red after. Exit 1 where one is not.
 */
const skipped = new Set(['node_modules', 'dist', 'data', '.git']);

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'eblagh-sabotage-'));
  cpSync(packageRoot, copy, {
    recursive: true,
    filter: (path) => !skipped.has(relative(packageRoot, path).split(sep)[0] ?? ''),
  });
  symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

interface Run {
  readonly failed: boolean;
  readonly ran: boolean;
  readonly output: string;
}

function runTest(folder: string, { test, facts }: Sabotage): Promise<Run> {
  const args = [
    join('node_modules', 'jest', 'bin', 'jest.js'),
    test,
    '--ci',
    ...(facts ? ['-t', facts] : []),
  ];
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules' };
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) =>
      resolve({ failed: code !== 0, ran: /Tests: .*\d+ (passed|failed)/.test(output), output }),
    );
  });
}

/** Applies the one-line change; gives how to undo it. The line must be there exactly once. */
function apply(folder: string, { file, line, becomes, name }: Sabotage): () => void {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  const places = source.split(line).length - 1;
  if (places !== 1)
    throw new Error(`${name}: its line stands ${places} times in ${file}, and must stand once`);
  writeFileSync(
    path,
    source.replace(line, () => becomes),
  );
  return () => writeFileSync(path, source);
}

async function prove(folder: string, sabotage: Sabotage): Promise<string | null> {
  const undo = apply(folder, sabotage);
  try {
    const { failed, ran, output } = await runTest(folder, sabotage);
    if (!failed) return 'stayed green';
    return ran ? null : `ran no test:\n${output.slice(-2000)}`;
  } finally {
    undo();
  }
}

async function main(names: readonly string[]): Promise<number> {
  const chosen = names.length > 0 ? sabotages.filter(({ name }) => names.includes(name)) : sabotages;
  const folder = copyTree();
  let unproved = 0;
  try {
    const tests = new Map(chosen.map((sabotage) => [`${sabotage.test} ${sabotage.facts ?? ''}`, sabotage]));
    for (const sabotage of tests.values()) {
      const { failed, output } = await runTest(folder, sabotage);
      if (failed) throw new Error(`${sabotage.test} is red before any sabotage:\n${output.slice(-4000)}`);
    }
    for (const sabotage of chosen) {
      const fault = await prove(folder, sabotage);
      if (fault !== null) unproved += 1;
      process.stdout.write(
        `${fault === null ? 'red as it must be' : `NOT PROVED (${fault})`}  ${sabotage.name}\n`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${chosen.length - unproved} passed, ${unproved} failed\n`);
  return unproved === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
