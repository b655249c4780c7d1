import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { ActMessage } from '../domain/announcement/act-message.js';
import { sendAct, type Sent } from '../workflows/send-act.js';

/** How long a person waits for the deciding service before they are told "recorded" (design §6). */
const DEADLINE_MS = 3_000;
/** A run that was asked for a moment ago is started by the relay; looked for again this often. */
const LOOK_AGAIN_MS = 100;

/** The way to the deciding service. It may be away at any time, from the start too. */
export interface TemporalLink {
  /** Tells an announcement's workflow of a recorded act; never throws, never takes longer than three seconds. */
  send(message: ActMessage): Promise<Sent>;
  /** Whether the service answers now. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Connects at the first call and again after every loss. */
export function temporalLink(address: string, namespace: string): TemporalLink {
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  return {
    send: (message) => sendWithin(client, message, DEADLINE_MS),
    reachable: () => answers(connection, namespace),
    close: () => connection.close(),
  };
}

async function sendWithin(client: Client, message: ActMessage, deadlineMs: number): Promise<Sent> {
  const until = performance.now() + deadlineMs;
  for (;;) {
    const sent = await sendAct(client, message, { deadlineMs: Math.max(1, until - performance.now()) });
    const notYetStarted = sent.outcome === 'later' && sent.why === 'WorkflowNotFoundError';
    if (!notYetStarted || performance.now() + LOOK_AGAIN_MS > until) return sent;
    await sleep(LOOK_AGAIN_MS);
  }
}

async function answers(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + 1_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } catch {
    return false;
  }
}
