import { describe, expect, test } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage } from '../../config/paths.js';
import { statuses, type Status } from '../../domain/announcement/kinds.js';
import { installRuntime, workflowCode } from '../support/engine.js';
import { exits } from './exits.js';

const folder = inPackage('tests', 'workflows', 'histories');
const read = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');
const checksums = JSON.parse(read('checksums')) as Record<string, string>;
const names = Object.keys(checksums);
installRuntime();
const options = { workflowBundle: { code: await workflowCode() } };
const replay = (name: string, json = read(name)) =>
  Worker.runReplayHistory(options, historyFromJSON(JSON.parse(json)), name);

test('every exit of every state that has one is kept, and nothing else', () => {
  expect(names.toSorted()).toEqual([...Object.keys(exits), 'fan-out'].toSorted());
  expect(
    readdirSync(folder)
      .filter((file) => file !== 'checksums.json')
      .toSorted(),
  ).toEqual(names.map((name) => `${name}.json`).toSorted());
  const last: readonly Status[] = ['superseded', 'withdrawn', 'expired', 'refused', 'abandoned'];
  const left = new Set(Object.values(exits).map(({ from }) => from));
  expect(statuses.filter((status) => !left.has(status))).toEqual(last);
});

test.each(names)('%s is as it was saved', (name) => {
  expect(createHash('sha256').update(read(name)).digest('hex')).toBe(checksums[name]);
});

describe('today’s workflows', () => {
  test.each(names)('replay %s', async (name) => {
    await replay(name);
  });

  test('would be caught telling another story', async () => {
    const other = read('draft-submitted').replaceAll('"name":"announcement"', '"name":"fanOut"');
    await expect(replay('another story', other)).rejects.toThrow(/nondeterminism/i);
  });
});
