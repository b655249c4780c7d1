import { submitDraft } from '../../database/versions.js';
import { act, seen, type Doing } from './doing.js';
import { performIn, type Performed } from './perform.js';

/** Freezes the revision that was seen, and asks the seats. */
export async function submitText(doing: Doing, revision: number): Promise<Performed> {
  await seen(doing);
  const { context, actor, announcement, id } = doing;
  const { sender } = context.settings;
  const submission = { announcement, revision, by: actor.person, actId: id, sender };
  return performIn(context, (tx) => submitDraft(tx, submission));
}

/** Takes the text back to draft. */
export const takeBack = (doing: Doing, reason?: string): Promise<Performed> =>
  act(doing, { type: 'take_back' }, reason);

/** Gives the draft up for good. */
export const abandon = (doing: Doing, reason?: string): Promise<Performed> =>
  act(doing, { type: 'abandon' }, reason);
