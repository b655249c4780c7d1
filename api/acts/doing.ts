import type { Proposal } from '../../database/acts.js';
import type { ActBody } from '../../domain/announcement/acts.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { readableState } from '../views/announcement.js';
import { perform, type Performed } from './perform.js';
import { words } from './words.js';

/** One person about to do something to one announcement, by the API or by a form: the acts are the same. */
export interface Doing {
  readonly context: Context;
  readonly actor: Actor;
  readonly announcement: string;
  /** The act's id: the same for every repetition of the request. */
  readonly id: string;
}

/** Where it stands; refused as not found where they may not read it. */
export const seen = ({ context, actor, announcement }: Doing): Promise<AnnouncementState> =>
  readableState(context.db, actor.person, announcement);

/** The act as it is proposed. */
export const proposed = ({ id, announcement, actor }: Doing, body: ActBody): Proposal => ({
  id,
  announcement,
  by: actor.person,
  body,
});

/** An act that is no decision, with its words. */
export async function act(doing: Doing, body: ActBody, reason?: string): Promise<Performed> {
  await seen(doing);
  return perform(doing.context, { ...proposed(doing, body), ...words(reason) });
}
