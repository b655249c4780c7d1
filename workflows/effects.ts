import { getExternalWorkflowHandle, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { SeatName } from '../domain/policy/policy.js';
import type { RecipientChannel } from '../domain/content/content.js';
import type { AnnouncementState, Invitation } from '../domain/announcement/state.js';
import { isOpen, seatNamed } from '../domain/announcement/version.js';
import { fanOut } from './fan-out.js';
import { fanOutWorkflowId, lookAgainSignal } from './messages.js';
import { ask, prepare, remind, tellOffice } from './steps.js';
import type { Happened } from './story.js';

type Effect = () => Promise<unknown>;

/** What follows outside from one event: mails that a clock governs, the recipients' rows, the fan-out. */
export function effectsOf({ event, after }: Happened): Effect[] {
  switch (event.type) {
    case 'reviewers_asked':
      return event.people.map((person) =>
        asking(after, event.seat, { person, generation: event.generation }),
      );
    case 'signers_asked':
      return event.people.map((person) => asking(after, null, { person, generation: event.generation }));
    case 'reminded':
      return remindersTo(after, event.seat, event.times);
    case 'office_told':
      return [() => tellOffice({ ...place(after), seat: event.seat })];
    case 'agreed':
      return [() => prepare(place(after))];
    case 'released':
      return event.channels.map((channel) => () => startFanOut(after.id, channel));
    case 'fan_out_continued':
      return [() => wakeFanOut(after.id, event.channel)];
    default:
      return [];
  }
}

/** Everything that should be under way in this state: for a run that begins in the middle. What was done is not done again. */
export function openEffects(state: AnnouncementState): Effect[] {
  const { version, status, fanOuts } = state;
  const running = fanOuts.filter((one) => one.status !== 'complete').map(({ channel }) => channel);
  const fans = running.map((channel) => () => startFanOut(state.id, channel));
  if (!version) return fans;
  if (status === 'in_review')
    return version.seats.filter(isOpen).flatMap(({ seat }) => questionsOf(state, seat));
  if (status === 'awaiting_sign_off') return [...questionsOf(state, null), () => prepare(place(state))];
  return status === 'signed_off' ? [() => prepare(place(state))] : fans;
}

function questionsOf(state: AnnouncementState, seat: SeatName | null): Effect[] {
  const { remindedTimes } = askedOf(state, seat)?.prompts ?? { remindedTimes: 0 };
  const asked = invited(state, seat).map((invitation) => asking(state, seat, invitation));
  return remindedTimes > 0 ? [...asked, ...remindersTo(state, seat, remindedTimes)] : asked;
}

type Asked = Pick<Invitation, 'person' | 'generation'>;

const asking =
  (state: AnnouncementState, seat: SeatName | null, { person, generation }: Asked): Effect =>
  () =>
    ask.executeWithOptions({ summary: `ask ${seat ?? 'the signer'}` }, [
      { ...place(state), seat, person, generation },
    ]);

const remindersTo = (state: AnnouncementState, seat: SeatName | null, times: number): Effect[] =>
  invited(state, seat).map(({ person, generation }) => () => {
    const question = { ...place(state), seat, person, generation };
    return remind.executeWithOptions({ summary: `remind ${seat ?? 'the signer'}` }, [{ ...question, times }]);
  });

const askedOf = ({ version }: AnnouncementState, seat: SeatName | null) =>
  seat === null ? version?.signature : version && seatNamed(version, seat);

function invited(state: AnnouncementState, seat: SeatName | null): Invitation[] {
  const asked = askedOf(state, seat);
  return asked ? asked.invitations.filter(({ generation }) => generation === asked.generation) : [];
}

const place = ({ id, version, lastVersion }: AnnouncementState) => ({
  announcement: id,
  version: version?.number ?? lastVersion,
});

/** A fixed id and ABANDON: it outlives this run, and starting it again while it is there is nothing. */
async function startFanOut(announcement: string, channel: RecipientChannel): Promise<void> {
  const input = { announcement, channel };
  try {
    await startChild(fanOut, {
      workflowId: fanOutWorkflowId(input),
      taskQueue: workflowInfo().taskQueue,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: channel,
    });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')) throw error;
  }
}

/** One that is not there any more has nothing left to go on with. */
async function wakeFanOut(announcement: string, channel: RecipientChannel): Promise<void> {
  await getExternalWorkflowHandle(fanOutWorkflowId({ announcement, channel })).signal(lookAgainSignal);
}
