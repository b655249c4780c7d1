import { describe } from '@jest/globals';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program, from the first of these names that is on PATH. */
function onPath(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

// The reason for the skipping stands in the name of the tests.
const skip = describe.skip;

/** Tests that need a program: skipped by name with the reason where it is absent, or failed on demand. */
function describeWith(label: string, program: string | undefined) {
  return (name: string, tests: (program: string) => void): void => {
    if (program !== undefined)
      describe(name, () => {
        tests(program ?? '');
      });
    else if (process.env['EBLAGH_DEMAND_ALL'] === '1')
      throw new Error(`${name}: ${label} is not installed, and EBLAGH_DEMAND_ALL=1 allows no skipping`);
    else
      skip(`${name} (skipped: ${label} is not installed)`, () => {
        tests(program ?? '');
      });
  };
}

/** Tests in a headless Chromium; they get its path (for playwright-core's `executablePath`). */
export const describeWithChromium = describeWith(
  'Chromium',
  onPath('chromium', 'chromium-browser', 'google-chrome'),
);

/** Tests against a real Redis; they get the path of redis-server. */
export const describeWithRedis = describeWith('redis-server', onPath('redis-server'));
