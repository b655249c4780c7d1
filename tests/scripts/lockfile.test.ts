import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { inPackage } from '../../config/paths.js';

interface Locked {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

test('the lockfile holds the packages of every platform, so that npm ci works on each', () => {
  const { packages }: Locked = JSON.parse(readFileSync(inPackage('package-lock.json'), 'utf8'));
  const optional = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
  expect(optional.filter((name) => !(`node_modules/${name}` in packages))).toEqual([]);
  expect(optional.length).toBeGreaterThan(0);
});
