import { ApplicationFailure } from '@temporalio/workflow';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { ActType } from '../domain/announcement/acts.js';
import { decide } from '../domain/announcement/decide.js';
import type { Refusal } from '../domain/refusal.js';
import { refusedFailure } from './refused-failure.js';
import type { Story } from './story.js';

/**
 * Refuses an act before it enters the run's history: malformed, of another announcement, or certain to be void. Whether
 * it is certain can only be said when nothing recorded before it is still under way and this run is not behind.
 * Synchronous for ever: what an async validator throws is dropped, and everything would be let in.
 */
export const validatorOf = (story: Story, type: ActType) => (message: ActMessage) =>
  validate(story, type, message);

function validate(story: Story, type: ActType, message: ActMessage): void {
  if (!isAct(message, type)) refuse([{ code: 'invalid_request', field: 'act', problem: 'malformed' }]);
  const { state, inbox } = story;
  const { act, after, announcement } = message;
  if (announcement !== state.id) refuse([{ code: 'not_found' }]);
  const isFirst = inbox.length === 0 && (after === null || story.outcomeOf(after) !== undefined);
  if (story.outcomeOf(act.id) || !isFirst || act.basedOn > state.sequence) return;
  const ruling = decide(state, act);
  if (!ruling.ok) refuse(ruling.refusals);
}

/** Whether what came has the shape of an act of this type; its details are the rules' business. */
export function isAct(message: unknown, type?: ActType): message is ActMessage {
  if (!isRecord(message) || !isRecord(message['act'])) return false;
  const { act, after, announcement } = message;
  return (
    typeof announcement === 'string' &&
    (after === null || typeof after === 'string') &&
    typeof act['id'] === 'string' &&
    typeof act['at'] === 'string' &&
    Number.isInteger(act['basedOn']) &&
    (act['by'] === null || typeof act['by'] === 'string') &&
    (type === undefined ? typeof act['type'] === 'string' : act['type'] === type)
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function refuse(because: readonly Refusal[]): never {
  const message = because.map(({ code }) => code).join(', ');
  throw ApplicationFailure.create({ type: refusedFailure, message, nonRetryable: true, details: [because] });
}
