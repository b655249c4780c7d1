/**
 * `npm test`: sets up and runs every test, or those named; arguments go to Jest. Where Debian's PostgreSQL 15
 * is installed, a whole run repeats the database tests on it. The last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { main, root, say } from './steps.mjs';

const OLDEST_POSTGRES = '/usr/lib/postgresql/15';
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  setUp('test');
  const named = process.argv.slice(2);
  const results = [jest(named)];
  if (named.length === 0) results.push(onOldestPostgres());
  const total = results.reduce(add);
  if (total.passed + total.failed === 0) total.failed = 1;
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});

function onOldestPostgres() {
  if (!existsSync(join(OLDEST_POSTGRES, 'bin', 'postgres'))) {
    say(`PostgreSQL 15 is not at ${OLDEST_POSTGRES}: the database tests ran on the embedded one only`);
    return NOTHING;
  }
  say('The database tests again, on PostgreSQL 15');
  return jest(['tests/database'], { EBLAGH_TEST_POSTGRES: OLDEST_POSTGRES });
}

function jest(args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'eblagh-results-'));
  const report = join(folder, 'results.json');
  const program = [
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--json',
    `--outputFile=${report}`,
    ...args,
  ];
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  const { status } = spawnSync(process.execPath, program, {
    cwd: root,
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, ...env, NODE_OPTIONS: options.trim() },
  });
  const counted = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : NOTHING;
  rmSync(folder, { recursive: true });
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** A file that could not be run at all counts as one failure. */
function count(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests,
  };
}

function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}
