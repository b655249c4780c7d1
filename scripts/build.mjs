/** TypeScript into dist/, and the workflows into the one file the worker loads. Nothing when nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, main, root, run, say } from './steps.mjs';

const OUTSIDE = new Set(['node_modules', 'dist', 'data', '.git', 'tests']);
const dist = join(root, 'dist');
const BUNDLE = 'workflow-bundle.js';
const PROJECT = 'tsconfig.build.json';
const CONFIGS = ['tsconfig.json', PROJECT, 'package-lock.json'];

export function build() {
  const sources = list(root, (name) => /\.tsx?$/.test(name));
  const before = join(dist, '.built');
  const now = fingerprint([...sources, ...CONFIGS.map((name) => join(root, name))]);
  if (readIfThere(before) === now) return;
  say('Building');
  mkdirSync(dist, { recursive: true });
  removeOrphans(sources);
  run('The build', process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(root, PROJECT),
  ]);
  bundleWorkflows();
  writeFileSync(before, now);
}

function bundleWorkflows() {
  const modules = ['workflows', 'domain'].flatMap((room) =>
    list(join(dist, room), (name) => name.endsWith('.js')),
  );
  const stamp = join(dist, '.bundled');
  const now = fingerprint([...modules, join(root, 'package-lock.json')], readFileSync);
  if (readIfThere(stamp) === now && existsSync(join(dist, BUNDLE))) return;
  run('The workflow bundle', process.execPath, ['scripts/bundle-workflows.mjs', join(dist, BUNDLE)]);
  writeFileSync(stamp, now);
}

/** Compiled files whose source is gone would still be found by an import. */
function removeOrphans(sources) {
  const made = new Set(sources.map((path) => path.slice(root.length).replace(/\.tsx?$/, '')));
  for (const path of list(dist, (name) => /\.js(\.map)?$/.test(name))) {
    const stem = path.slice(dist.length + 1).replace(/\.js(\.map)?$/, '');
    if (!made.has(stem) && `${stem}.js` !== BUNDLE) rmSync(path);
  }
}

function list(folder, wanted) {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return folder === root && OUTSIDE.has(entry.name) ? [] : list(path, wanted);
    return wanted(entry.name) ? [path] : [];
  });
}

/** Of names, sizes and times; or of names and contents, for files that every build writes anew. */
function fingerprint(paths, read = (path) => [statSync(path).size, statSync(path).mtimeMs].join()) {
  const hash = createHash('sha256');
  for (const path of paths.toSorted((a, b) => (a < b ? -1 : 1)))
    hash.update(`${path}\0`).update(read(path)).update('\0');
  return hash.digest('hex');
}

const readIfThere = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

if (isProgram(import.meta)) await main(build);
