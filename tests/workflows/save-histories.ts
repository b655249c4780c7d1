import { expect, test } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { inPackage } from '../../config/paths.js';
import { announcementWorkflowId, fanOutWorkflowId } from '../../workflows/messages.js';
import { testEngine, type Engine } from '../support/engine.js';
import { exits, playOut, policies } from './exits.js';

/** Not a test: `node scripts/save-histories.mjs` runs it to write tests/workflows/histories anew. */

const folder = inPackage('tests', 'workflows', 'histories');
const engine = await testEngine({ policies });
await engine.startWorker();

async function historyOf({ client }: Engine, workflowId: string): Promise<string> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const told = JSON.stringify(JSON.parse(historyToJSON(history)));
  // Who ran it belongs to this computer, not to the story.
  return `${told.replaceAll(`${process.pid}@${hostname()}`, 'worker')}\n`;
}

test('every exit is saved', async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const checksums: Record<string, string> = {};
  const save = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.json`), text);
    checksums[name] = createHash('sha256').update(text).digest('hex');
  };
  for (const [name, exit] of Object.entries(exits)) {
    const { id } = await playOut(engine, exit);
    save(name, await historyOf(engine, announcementWorkflowId(id)));
    if (name !== 'released-at-once') continue;
    save('fan-out', await historyOf(engine, fanOutWorkflowId({ announcement: id, channel: 'email' })));
  }
  writeFileSync(join(folder, 'checksums.json'), `${JSON.stringify(checksums, null, 2)}\n`);
  expect(Object.keys(checksums)).toHaveLength(Object.keys(exits).length + 1);
}, 1_200_000);
