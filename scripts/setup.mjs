/**
 * Brings a clone to where it can run, with Node's own modules only: the packages of the lockfile and a build;
 * with `--for test` the Temporal server too (a start gets that itself). Quick when nothing changed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { isProgram, main, root, run, say, StepFailed } from './steps.mjs';

const OLDEST_NODE = [20, 19];

export function setUp(purpose) {
  refuseOldNode();
  install();
  build();
  if (purpose === 'test')
    run('Getting the Temporal server', process.execPath, ['dist/start/fetch-temporal.js']);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    throw new StepFailed(
      `Node ${process.versions.node} is too old: ${OLDEST_NODE.join('.')} or newer is needed`,
    );
}

function install() {
  const stale = staleness(packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json'));
  if (stale === undefined) return;
  say(`Installing packages from the lockfile (${stale})`);
  const args = ['ci', '--include=dev', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run('npm ci', process.execPath, [npm, ...args]);
  else run('npm ci', 'npm', args);
}

/** Compares what is locked with what npm wrote down as installed, by the hashes of the packages. */
function staleness(locked, installed) {
  if (!locked) throw new StepFailed('package-lock.json is missing: this is no whole clone');
  if (!installed) return 'none are here';
  const differs = ([path, { integrity, version }]) =>
    installed[path].integrity !== integrity || installed[path].version !== version;
  const wanted = Object.entries(locked).filter(([path]) => path !== '');
  const changed = wanted.find(([path, { optional }]) =>
    installed[path] ? differs([path, locked[path]]) : !optional,
  );
  const dropped = Object.keys(installed).find((path) => !(path in locked));
  const path = changed?.[0] ?? dropped;
  return path && `${path.replace(/^.*node_modules\//, '')} differs`;
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

if (isProgram(import.meta)) {
  const purpose = process.argv[process.argv.indexOf('--for') + 1];
  await main(() => setUp(purpose));
}
