import type { Client } from '@temporalio/client';
import type { ActMessage, ActOutcome } from '../domain/announcement/act-message.js';
import type { Refusal } from '../domain/refusal.js';
import { refusedFailure } from './refused-failure.js';
import { actSignal, actUpdate, announcementWorkflowId } from './messages.js';

/** What telling the workflow of an act came to. */
export type Sent =
  | ActOutcome
  /** Its validator refused: nothing follows, and whoever sent it makes the act void. */
  | { readonly outcome: 'rejected'; readonly because: readonly Refusal[] }
  /** No answer in time, no Temporal, too many at once: the act stays recorded and the relay delivers it. */
  | { readonly outcome: 'later'; readonly why: string };

/**
 * Tells an announcement's workflow of a recorded act by an Update whose id is the act's, and waits for its outcome.
 * Never throws for what Temporal does or does not do: that is `later`.
 */
export async function sendAct(
  client: Client,
  message: ActMessage,
  { deadlineMs }: { deadlineMs: number },
): Promise<Sent> {
  const handle = client.workflow.getHandle(announcementWorkflowId(message.announcement));
  const { id, type } = message.act;
  try {
    return await within(client, deadlineMs, () =>
      handle.executeUpdate(actUpdate(type), { updateId: id, args: [message] }),
    );
  } catch (error) {
    const because = refusalsOf(error);
    return because ? { outcome: 'rejected', because } : { outcome: 'later', why: reasonOf(error) };
  }
}

/** The same by a signal, which is durable at once and answers nothing. Gives why it failed, or null. */
export async function signalAct(
  client: Client,
  message: ActMessage,
  deadlineMs: number,
): Promise<string | null> {
  const handle = client.workflow.getHandle(announcementWorkflowId(message.announcement));
  try {
    await within(client, deadlineMs, () => handle.signal(actSignal, message));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Bounds calls to Temporal. The abort reaches calls that are being retried too, which a deadline on each call would not. */
export async function within<T>(client: Client, deadlineMs: number, call: () => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  try {
    return await client.connection.withAbortSignal(controller.signal, call);
  } finally {
    clearTimeout(timer);
  }
}

/** A validator's refusals travel as the failure's first detail. By shape: the client is imported as types only. */
function refusalsOf(error: unknown): readonly Refusal[] | null {
  const cause = property(error, 'cause');
  if (property(cause, 'type') !== refusedFailure) return null;
  const details = property(cause, 'details');
  return Array.isArray(details) && Array.isArray(details[0]) ? (details[0] as readonly Refusal[]) : null;
}

function reasonOf(error: unknown): string {
  const name = property(error, 'name');
  return typeof name === 'string' ? name : 'unknown';
}

function property(of: unknown, key: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, key) : undefined;
}
