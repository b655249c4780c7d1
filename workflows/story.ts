import type { ActMessage, ActOutcome } from '../domain/announcement/act-message.js';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { evolve } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';

/** One event that took effect in this run, with the state on both sides of it. */
export interface Happened {
  readonly event: AnnouncementEvent;
  readonly before: AnnouncementState;
  readonly after: AnnouncementState;
}

/**
 * Where one run stands: the state as it is recorded, acts that wait to be settled, and what became of those that were.
 * Handlers only `take` and wait; the loop alone settles, and that is the mutex.
 */
export class Story {
  readonly inbox: ActMessage[] = [];
  private readonly outcomes = new Map<string, ActOutcome>();
  private readonly news: Happened[] = [];

  constructor(public state: AnnouncementState) {}

  /** Queues an act, unless it is queued or settled. */
  take(message: ActMessage): void {
    const { id } = message.act;
    if (!this.outcomeOf(id) && !this.inbox.some(({ act }) => act.id === id)) this.inbox.push(message);
  }

  outcomeOf(act: string): ActOutcome | undefined {
    const applied = () =>
      this.state.acts.includes(act)
        ? ({ outcome: 'applied', sequence: this.state.sequence } as const)
        : undefined;
    return this.outcomes.get(act) ?? applied();
  }

  settle(act: string, outcome: ActOutcome): void {
    this.outcomes.set(act, outcome);
  }

  /** Goes on with events that are recorded. */
  adopt(events: readonly AnnouncementEvent[]): void {
    for (const event of events) {
      const before = this.state;
      this.state = evolve(before, event, before.sequence + 1);
      this.news.push({ event, before, after: this.state });
    }
  }

  /** What happened since this was last asked. */
  takeNews(): Happened[] {
    return this.news.splice(0);
  }
}
