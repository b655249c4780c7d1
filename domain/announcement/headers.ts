import type { Act } from './acts.js';
import type { AnnouncementEvent, EventBody, EventHeader } from './events.js';

/** What every event of one act, or of one waking of the clocks, has in common. */
export function headerOf(act: Pick<Act, 'id' | 'at' | 'by'>): EventHeader {
  return { at: act.at, by: act.by, act: act.id };
}

export function withHeader(header: EventHeader, bodies: readonly EventBody[]): AnnouncementEvent[] {
  return bodies.map((body) => ({ ...header, ...body }));
}

/** The name under which what an event made is known later: its act's id, or its own place where no act stands behind it. */
export function idOf(event: EventHeader, sequence: number): string {
  return event.act ?? `event-${sequence}`;
}

/** Who did it; throws for an event that only a person can cause and that names none. */
export function whoOf(event: AnnouncementEvent): string {
  if (event.by === null) throw new Error(`a ${event.type} event names nobody`);
  return event.by;
}
