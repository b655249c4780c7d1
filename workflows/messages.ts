import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActMessage, ActOutcome } from '../domain/announcement/act-message.js';
import type { ActType } from '../domain/announcement/acts.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { RecipientChannel } from '../domain/content/content.js';

/** Starts a run: created from the outbox, continued as new, or restored by the reconciler. Carries no text. */
export interface AnnouncementInput {
  readonly state: AnnouncementState;
}

/** Starts one channel's fan-out. */
export interface FanOutInput {
  readonly announcement: string;
  readonly channel: RecipientChannel;
}

/** Temporal ids, under 255 characters. */
export const announcementWorkflowId = (announcement: string): string => `announcement/${announcement}`;
export const fanOutWorkflowId = ({ announcement, channel }: FanOutInput): string =>
  `fan-out/${announcement}/${channel}`;

/** The queue both workflows and their activities are polled from, unless a test names another. */
export const defaultTaskQueue = 'eblagh';

const everyType: Record<ActType, true> = {
  submit: true,
  take_back: true,
  abandon: true,
  review: true,
  object: true,
  retract: true,
  waive: true,
  sign_off: true,
  override: true,
  go: true,
  hold: true,
  free: true,
  stop: true,
  continue: true,
  replaced: true,
  expire: true,
  fan_out_report: true,
};

/** Every type an act can have. */
export const actTypes = Object.keys(everyType) as readonly ActType[];

/** One Update for every act, named by its type; the update id is the act's id. */
export const actUpdate = (type: ActType) => defineUpdate<ActOutcome, [ActMessage]>(type);

/** The same act when an Update cannot be answered now; the key inside makes twice the same as once. */
export const actSignal = defineSignal<[ActMessage]>('act');

/** Tells a fan-out that waits for the end of a stop to look again. */
export const lookAgainSignal = defineSignal('look-again');

/** For operations only; pages read PostgreSQL. */
export const stateQuery = defineQuery<AnnouncementState>('state');
