import type { ActMessage } from '../domain/announcement/act-message.js';
import { events } from '../domain/announcement/decide.js';
import { fold } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { RecordEntry } from '../activities/record.js';
import { catchUp, record } from './steps.js';
import type { Story } from './story.js';

/** Most acts settled in one transaction: it holds the announcement's row. */
const BATCH = 50;

/** Settles every act that waits, in the order they were recorded: each is decided on the state the ones before left. */
export async function settleInbox(story: Story): Promise<void> {
  while (story.inbox.length > 0) {
    if (isBehind(story)) await askPostgres(story);
    const ordered = inOrder(story.inbox.splice(0));
    const batch = ordered.splice(0, BATCH);
    story.inbox.push(...ordered);
    const entries = decideAll(story.state, batch);
    const { announcement } = batch[0]!;
    const answer = await record({ announcement, sequence: story.state.sequence + 1, entries });
    if (answer.outcome === 'recorded') accept(story, entries);
    else {
      story.adopt(answer.events);
      for (const { act, outcome } of answer.settled) story.settle(act, outcome);
      for (const message of batch) story.take(message);
    }
  }
}

/** Catches up with what PostgreSQL holds: events of an earlier run, and acts that nobody has delivered yet. */
export async function askPostgres(story: Story): Promise<void> {
  const { id: announcement, sequence } = story.state;
  const { events: stored, acts } = await catchUp({ announcement, sequence });
  story.adopt(stored);
  const delivered = story.inbox.splice(0);
  for (const message of [...acts, ...delivered]) story.take(message);
}

/** An act decided on events this run has not seen, or recorded after an act it has not heard of. */
function isBehind(story: Story): boolean {
  const waiting = new Set(story.inbox.map(({ act }) => act.id));
  const isKnown = (act: string | null) =>
    act === null || waiting.has(act) || story.outcomeOf(act) !== undefined;
  return story.inbox.some(({ act, after }) => act.basedOn > story.state.sequence || !isKnown(after));
}

/** By the chain of `after`; one whose predecessor is not here any more is settled next. */
function inOrder(messages: readonly ActMessage[]): ActMessage[] {
  const rest = [...messages];
  const ordered: ActMessage[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex(({ after }) => !rest.some(({ act }) => act.id === after));
    ordered.push(...rest.splice(Math.max(0, free), 1));
  }
  return ordered;
}

function decideAll(state: AnnouncementState, batch: readonly ActMessage[]): RecordEntry[] {
  let now = state;
  return batch.map(({ act }) => {
    const ruling = events(now, act);
    if (!ruling.ok) return { act: act.id, events: [], void: ruling.refusals };
    now = fold(ruling.value, now);
    return { act: act.id, events: ruling.value };
  });
}

function accept(story: Story, entries: readonly RecordEntry[]): void {
  for (const { act, events: happened, void: because } of entries) {
    story.adopt(happened);
    if (act === null) continue;
    story.settle(
      act,
      because ? { outcome: 'void', because } : { outcome: 'applied', sequence: story.state.sequence },
    );
  }
}
