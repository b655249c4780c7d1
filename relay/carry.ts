import type { Client } from '@temporalio/client';
import { loadAct, waitingMessages } from '../database/acts.js';
import { loadState } from '../database/announcements.js';
import { inTransaction, type Db } from '../database/connection.js';
import type { ClaimedEntry } from '../database/outbox.js';
import { voidAct } from '../database/settle-acts.js';
import type { StaffMail } from '../database/staff-mails.js';
import { sendAct, signalAct } from '../workflows/send-act.js';
import { startAnnouncement } from './start-runs.js';

/** How long the relay waits for an Update before it leaves a signal instead. */
const UPDATE_MS = 5_000;

export interface RelayLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface RelayDeps {
  readonly db: Db;
  readonly client: Client;
  readonly taskQueue: string;
  readonly log: RelayLog;
  /** The worker's own: the relay knows no mail server. */
  readonly sendStaffMail: (mail: StaffMail) => Promise<void>;
  /** Called when an announcement turns out to have no run. */
  readonly onMissingRun: (announcement: string) => void;
}

export type Carried = { readonly done: true } | { readonly done: false; readonly why: string };
const done: Carried = { done: true };

/** Carries one entry of the outbox out. What throws or is not done is tried again later. */
export async function carry(deps: RelayDeps, { kind, key, payload }: ClaimedEntry): Promise<Carried> {
  switch (kind) {
    case 'start_workflow':
      return startRun(deps, key);
    case 'act':
      return deliverAct(deps, key);
    case 'staff_mail':
      await deps.sendStaffMail(payload as unknown as StaffMail);
      return done;
    default:
      return kind satisfies never;
  }
}

async function startRun(deps: RelayDeps, announcement: string): Promise<Carried> {
  const state = await loadState(deps.db, announcement);
  if (!state) throw new Error(`announcement ${announcement} is not there`);
  await startAnnouncement(deps, state, 'REJECT_DUPLICATE');
  return done;
}

/** By an Update; by a signal with the same key where no answer comes. Settled meanwhile is delivered. */
async function deliverAct(deps: RelayDeps, id: string): Promise<Carried> {
  const record = await loadAct(deps.db, id);
  if (record?.status !== 'recorded') return done;
  const waiting = await waitingMessages(deps.db, record.announcement);
  const message = waiting.find(({ act }) => act.id === id);
  if (!message) return done;
  const sent = await sendAct(deps.client, message, { deadlineMs: UPDATE_MS });
  if (sent.outcome === 'rejected') await inTransaction(deps.db, (tx) => voidAct(tx, id, sent.because));
  if (sent.outcome !== 'later') return done;
  if (sent.why === 'WorkflowNotFoundError') deps.onMissingRun(record.announcement);
  const failed = await signalAct(deps.client, message, UPDATE_MS);
  return failed === null ? done : { done: false, why: `${sent.why}, ${failed}` };
}
