import type { TimelineEntry } from '../../database/timeline.js';
import type { PersonNamed } from './people.js';

/** One event as it was recorded, with the words that came with it. */
export function timelineView({ sequence, event, reason }: TimelineEntry, person: PersonNamed) {
  const { type, at, by, act: _, ...particulars } = event;
  return { sequence, type, at, by: by === null ? null : person(by), reason, event: { ...particulars } };
}
