import { decidePrompt, nextPrompt } from '../domain/announcement/clocks.js';
import { withHeader } from '../domain/announcement/headers.js';
import { releaseDue } from '../domain/announcement/release-decision.js';
import type { Instant } from '../domain/instant.js';
import { databaseTime, record, release } from './steps.js';
import type { Story } from './story.js';

export interface Moment {
  readonly inMs: number;
  readonly summary: string;
}

/** Asked again after so long when the database's clock has not reached a deadline, or when it has just jumped. */
const LOOK_AGAIN_MS = 1_000;
const notBefore = new WeakMap<Story, number>();

/** When this run has to look at the clock next; null when nothing is timed. The timer only prompts. */
export function nextMoment(story: Story): Moment | null {
  const due = releaseDue(story.state);
  const prompt = nextPrompt(story.state);
  const moments = [
    ...(due === null ? [] : [{ at: due === 'now' ? 0 : Date.parse(due), summary: 'release' }]),
    ...(prompt ? [{ at: Date.parse(prompt.at), summary: prompt.prompt.type }] : []),
  ];
  const [first] = moments.toSorted((a, b) => a.at - b.at);
  if (!first) return null;
  const inMs = Math.max(first.at - Date.now(), (notBefore.get(story) ?? 0) - Date.now());
  return { inMs, summary: first.summary };
}

/**
 * Does what is due by the database's clock: a release at once needs none, a deadline is compared there before anything
 * follows from it. After a jump of that clock schedules and alarms wait until it has kept steady.
 */
export async function wake(story: Story): Promise<void> {
  const moment = nextMoment(story);
  if (!moment || moment.inMs > 0) return;
  if (releaseDue(story.state) === 'now') {
    if (!(await tryRelease(story))) waitFor(story, LOOK_AGAIN_MS);
    return;
  }
  const { now, heldForMs } = await databaseTime();
  if (heldForMs > 0) return waitFor(story, heldForMs);
  const did = (await prompt(story, now)) || (await releaseByNow(story, now));
  if (!did) waitFor(story, LOOK_AGAIN_MS);
}

async function prompt(story: Story, now: Instant): Promise<boolean> {
  const bodies = decidePrompt(story.state, now);
  if (bodies.length === 0) return false;
  const { id: announcement, sequence } = story.state;
  const events = withHeader({ at: now, by: null, act: null }, bodies);
  const entries = [{ act: null, events }];
  const answer = await record({ announcement, sequence: sequence + 1, entries });
  story.adopt(answer.outcome === 'recorded' ? events : answer.events);
  return true;
}

async function releaseByNow(story: Story, now: Instant): Promise<boolean> {
  const due = releaseDue(story.state);
  return due !== null && due !== 'now' && due <= now && tryRelease(story);
}

/** The commit itself decides; acts that were recorded before it and not delivered yet come first. */
async function tryRelease(story: Story): Promise<boolean> {
  const { id: announcement, sequence } = story.state;
  const answer = await release({ announcement, sequence });
  if (answer.outcome === 'acts_first') for (const message of answer.acts) story.take(message);
  if (answer.outcome === 'recorded') story.adopt(answer.events);
  return answer.outcome !== 'not_yet';
}

function waitFor(story: Story, ms: number): void {
  notBefore.set(story, Date.now() + ms);
}
