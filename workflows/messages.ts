import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActMessage, ActOutcome } from '../domain/announcement/act-message.js';
import type { ActType } from '../domain/announcement/acts.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { RecipientChannel } from '../domain/content/content.js';

/** Starts a run: created from the outbox, continued as new, or restored by the reconciler. Carries no text. */
export interface AnnouncementInput {
  readonly state: AnnouncementState;
  /** Acts applied or void before this run: an act that names one as `after` need not wait. */
  readonly settled: readonly string[];
}

/** Temporal ids, under 255 characters. */
export const announcementWorkflowId = (announcement: string): string => `announcement/${announcement}`;
export const fanOutWorkflowId = (announcement: string, channel: RecipientChannel): string =>
  `fan-out/${announcement}/${channel}`;

/** The queue both workflows and their activities are polled from, unless a test names another. */
export const defaultTaskQueue = 'eblagh';

/** One Update for every act, named by its type; the update id is the act's id. */
export const actUpdate = (type: ActType) => defineUpdate<ActOutcome, [ActMessage]>(type);

/** The same act when an Update cannot be answered now; the key inside makes twice the same as once. */
export const actSignal = defineSignal<[ActMessage]>('act');

/** For operations only; pages read PostgreSQL. */
export const stateQuery = defineQuery<AnnouncementState>('state');
