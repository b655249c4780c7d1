import type { AnnouncementEvent } from '../../domain/announcement/events.js';

/** The world as an onlooker knows it, from events alone and by rules written a second time. */
export class Onlooker {
  readonly events: AnnouncementEvent[] = [];
  private get version(): AnnouncementEvent[] {
    return this.events.slice(this.events.findLastIndex(({ type }) => type === 'submitted'));
  }

  /** Seats of the present version with the answer that stands. */
  private answers(): Map<string, { person: string; answer: string }> {
    const answers = new Map<string, { person: string; answer: string }>();
    for (const event of this.version) {
      if (event.type === 'reviewed')
        answers.set(event.seat, { person: event.by ?? '', answer: event.decision });
      if (event.type === 'decision_ended') answers.delete(event.seat);
    }
    return answers;
  }

  private waived(): string[] {
    const index = this.events.findLastIndex(({ type }) => type === 'submitted');
    const drafted = this.events
      .slice(0, index)
      .findLastIndex(({ type }) => type === 'returned' || type === 'drafted');
    return this.events.slice(drafted).flatMap((event) => (event.type === 'waived' ? [event.seat] : []));
  }

  get signed() {
    return this.version.find((event) => event.type === 'signed');
  }

  /** Whether the policy of the version is satisfied, or was overridden. */
  mayBeReleased(): boolean {
    const submitted = this.version[0];
    if (submitted?.type !== 'submitted' || !this.signed) return false;
    if (this.signed.override) return submitted.policy.override.by.length > 0;
    const { all, at_least, veto } = submitted.policy.review.quorum;
    const [answers, waived] = [this.answers(), this.waived()];
    const agreed = (seat: string) => answers.get(seat)?.answer === 'approve';
    const enough =
      at_least.of.filter((seat) => agreed(seat) || waived.includes(seat)).length >= at_least.count;
    return enough && [...all, ...veto].every((seat) => agreed(seat) || waived.includes(seat));
  }

  /** Nobody has two decisions that count, nobody signs what they reviewed, no contributor decides. */
  dutiesAreSeparate(): boolean {
    const deciders = [...this.answers().values()].map(({ person }) => person);
    if (this.signed) deciders.push(this.signed.by ?? '');
    const submitted = this.version[0];
    const contributors = submitted?.type === 'submitted' ? submitted.contributors : [];
    return (
      new Set(deciders).size === deciders.length && !deciders.some((person) => contributors.includes(person))
    );
  }
}
