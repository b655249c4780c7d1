import { getExternalWorkflowHandle, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { SeatName } from '../domain/policy/policy.js';
import type { RecipientChannel } from '../domain/content/content.js';
import type { AnnouncementState, Invitation } from '../domain/announcement/state.js';
import type { Question } from '../activities/ask.js';
import { isOpen, seatNamed } from '../domain/announcement/version.js';
import { fanOut } from './fan-out.js';
import { fanOutWorkflowId, lookAgainSignal } from './messages.js';
import { ask, prepare, remind, tellOffice } from './steps.js';
import type { Happened } from './story.js';

type Effect = () => Promise<unknown>;

/** What follows outside from what happened: mails that a clock governs, the recipients' rows, the fan-out. */
export function effectsOf(news: readonly Happened[]): Effect[] {
  return [...asking(news.flatMap(newQuestions)), ...news.flatMap(otherEffects)];
}

function newQuestions({ event, after }: Happened): Question[] {
  if (event.type !== 'reviewers_asked' && event.type !== 'signers_asked') return [];
  const seat = event.type === 'reviewers_asked' ? event.seat : null;
  return event.people.map((person) => ({ ...place(after), seat, person, generation: event.generation }));
}

function otherEffects({ event, after }: Happened): Effect[] {
  switch (event.type) {
    case 'reminded':
      return reminding(questionsTo(after, event.seat), event.times);
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
  if (status === 'in_review') return asked(state, version.seats.filter(isOpen).map(({ seat }) => seat)); // prettier-ignore
  if (status === 'awaiting_sign_off') return [...asked(state, [null]), () => prepare(place(state))];
  return status === 'signed_off' ? [() => prepare(place(state))] : fans;
}

/** The questions of these seats (null: the signature), and their last reminder. */
function asked(state: AnnouncementState, seats: readonly (SeatName | null)[]): Effect[] {
  const reminders = seats.flatMap((seat) => {
    const { remindedTimes } = askedOf(state, seat)?.prompts ?? { remindedTimes: 0 };
    return remindedTimes > 0 ? reminding(questionsTo(state, seat), remindedTimes) : [];
  });
  return [...asking(seats.flatMap((seat) => questionsTo(state, seat))), ...reminders];
}

const asking = (questions: readonly Question[]): Effect[] =>
  questions.length === 0
    ? []
    : [() => ask.executeWithOptions({ summary: `ask ${whom(questions)}` }, [questions])];

const reminding = (questions: readonly Question[], times: number): Effect[] =>
  questions.length === 0
    ? []
    : [() => remind.executeWithOptions({ summary: `remind ${whom(questions)}` }, [{ questions, times }])];

/** For whoever watches the workflow: Temporal keeps 400 bytes of it. */
const whom = (questions: readonly Question[]): string =>
  [...new Set(questions.map(({ seat }) => seat ?? 'the signer'))].join(', ').slice(0, 300);

const questionsTo = (state: AnnouncementState, seat: SeatName | null): Question[] =>
  invited(state, seat).map(({ person, generation }) => ({ ...place(state), seat, person, generation }));

const askedOf = ({ version }: AnnouncementState, seat: SeatName | null) =>
  seat === null ? version?.signature : version && seatNamed(version, seat);

function invited(state: AnnouncementState, seat: SeatName | null): Invitation[] {
  const place = askedOf(state, seat);
  return place ? place.invitations.filter(({ generation }) => generation === place.generation) : [];
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
