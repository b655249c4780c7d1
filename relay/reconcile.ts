import type { Client } from '@temporalio/client';
import { audit, systemActor } from '../database/audit.js';
import { loadState } from '../database/announcements.js';
import type { Db } from '../database/connection.js';
import { expectedFanOuts, expectedRuns, forgottenActs, needsRun } from '../database/expected-runs.js';
import { requeueActs } from '../database/outbox.js';
import { announcementWorkflowId, fanOutWorkflowId } from '../workflows/messages.js';
import { within } from '../workflows/send-act.js';
import type { RelayLog } from './carry.js';
import { startAnnouncement, startFanOut } from './start-runs.js';

const DESCRIBE_MS = 5_000;
const LIST_MS = 30_000;

export interface ReconcileDeps {
  readonly db: Db;
  readonly client: Client;
  readonly taskQueue: string;
  readonly log: RelayLog;
}

/** What was missing and is there again. */
export interface Reconciled {
  readonly announcements: readonly string[];
  readonly fanOuts: readonly string[];
  readonly acts: readonly string[];
}

/**
 * Compares PostgreSQL with the runs that are open, and starts those that are missing from PostgreSQL's state: whatever
 * Temporal loses is lost for nobody. Every restored run is audited. Throws when either side cannot be asked.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciled> {
  const listed = await runningIds(deps);
  const isMissing = async (id: string) => !listed.has(id) && !(await isRunning(deps, id));
  const announcements: string[] = [];
  for (const id of await expectedRuns(deps.db))
    if ((await isMissing(announcementWorkflowId(id))) && (await restoreRun(deps, id))) announcements.push(id);
  const fanOuts: string[] = [];
  for (const fan of await expectedFanOuts(deps.db)) {
    const id = fanOutWorkflowId(fan);
    if (!(await isMissing(id)) || !(await startFanOut(deps, fan))) continue;
    fanOuts.push(id);
    await tell(deps, fan.announcement, 'fan_out_restored', { channel: fan.channel });
  }
  const acts = await forgottenActs(deps.db);
  await requeueActs(deps.db, acts);
  return { announcements, fanOuts, acts };
}

/** Starts the run of one announcement that should have one and has none; gives whether it did. */
export async function restoreRun(deps: ReconcileDeps, announcement: string): Promise<boolean> {
  if (!(await needsRun(deps.db, announcement))) return false;
  const state = await loadState(deps.db, announcement);
  if (!state || !(await startAnnouncement(deps, state, 'ALLOW_DUPLICATE'))) return false;
  await tell(deps, announcement, 'run_restored', { sequence: state.sequence, status: state.status });
  return true;
}

async function tell(
  deps: ReconcileDeps,
  id: string,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  deps.log.warn({ announcement: id, ...details }, action);
  await audit(deps.db, { actor: systemActor, action, subject: { kind: 'announcement', id }, details });
}

/** Listings lag behind a little: what they lack is asked for by its id before it is missed. */
async function runningIds({ client, taskQueue }: ReconcileDeps): Promise<Set<string>> {
  const query = `ExecutionStatus = 'Running' and TaskQueue = '${taskQueue}'`;
  return within(client, LIST_MS, async () => {
    const ids = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
    return ids;
  });
}

async function isRunning({ client }: ReconcileDeps, workflowId: string): Promise<boolean> {
  try {
    const { status } = await within(client, DESCRIBE_MS, () =>
      client.workflow.getHandle(workflowId).describe(),
    );
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return false;
    throw error;
  }
}
