import type { Client } from '@temporalio/client';
import type { AnnouncementState } from '../domain/announcement/state.js';
import {
  announcementWorkflowId,
  fanOutWorkflowId,
  type AnnouncementInput,
  type FanOutInput,
} from '../workflows/messages.js';
import { within } from '../workflows/send-act.js';

export { defaultTaskQueue } from '../workflows/messages.js';

/** Bounds a start while Temporal is away: the client itself would try for longer. */
const START_MS = 5_000;

export interface Starter {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Only the reconciler may start an id again that had a run before. */
export type Reuse = 'REJECT_DUPLICATE' | 'ALLOW_DUPLICATE';

/** Starts an announcement's run from PostgreSQL's state; gives whether it is this call that did. */
export async function startAnnouncement(
  starter: Starter,
  state: AnnouncementState,
  reuse: Reuse,
): Promise<boolean> {
  const input: AnnouncementInput = { state };
  return start(starter, 'announcement', announcementWorkflowId(state.id), input, reuse);
}

/** Starts a fan-out that has no run. */
export async function startFanOut(starter: Starter, input: FanOutInput): Promise<boolean> {
  return start(starter, 'fanOut', fanOutWorkflowId(input), input, 'ALLOW_DUPLICATE');
}

async function start(
  { client, taskQueue }: Starter,
  type: string,
  workflowId: string,
  input: object,
  reuse: Reuse,
): Promise<boolean> {
  const options = {
    workflowId,
    taskQueue,
    args: [input],
    workflowIdReusePolicy: reuse,
    workflowIdConflictPolicy: 'FAIL',
  } as const;
  try {
    await within(client, START_MS, () => client.workflow.start(type, options));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError') return false;
    throw error;
  }
}
