import { type Ruling, granted, refused } from '../refusal.js';
import { written } from './fill.js';
import { type Part, type Segment, joined } from './segments.js';
import { type SlotValues, isRecipientSlot, slotKey } from './slots.js';

/** Reads filled segments from the left: literals by length, open slots one at a time. */
class Reader {
  private rest: Segment[];
  constructor(segments: readonly Segment[]) {
    this.rest = joined(segments);
  }
  /** The next `length` units of text, or null where there are fewer before the next slot. */
  text(length: number): string | null {
    if (length === 0) return '';
    const next = this.rest[0];
    if (!next || !('literal' in next) || next.literal.length < length) return null;
    this.rest[0] = { literal: next.literal.slice(length) };
    if (next.literal.length === length) this.rest.shift();
    return next.literal.slice(0, length);
  }
  slot(): Segment | null {
    const next = this.rest[0];
    return next && 'slot' in next ? (this.rest.shift() ?? null) : null;
  }
  get ended(): boolean {
    return this.rest.length === 0;
  }
}

function unfillSegments(
  filled: readonly Segment[],
  approved: readonly Segment[],
  values: SlotValues,
): Segment[] | null {
  const reader = new Reader(filled);
  const found: Segment[] = [];
  for (const segment of approved) {
    if ('literal' in segment) {
      const literal = reader.text(segment.literal.length);
      if (literal !== segment.literal) return null;
      found.push({ literal });
    } else {
      const key = slotKey(segment);
      const value = Object.hasOwn(values, key) ? values[key] : undefined;
      const open = value === undefined ? reader.slot() : null;
      if (
        value === undefined &&
        !(isRecipientSlot(segment) && open && 'slot' in open && slotKey(open) === key)
      )
        return null;
      if (value !== undefined && reader.text(written(segment, value).length) !== written(segment, value))
        return null;
      found.push(segment);
    }
  }
  return reader.ended ? found : null;
}

/**
 * Takes `values` out of filled parts again: exactly the approved segments, or `bytes_differ`. What comes back is read
 * from `filled`, so its hash may be held against the manifest. Recipient slots without a value must still be open.
 */
export function unfill(
  filled: readonly Part[],
  approved: readonly Part[],
  values: SlotValues,
): Ruling<Part[]> {
  if (filled.length !== approved.length) return refused({ code: 'bytes_differ' });
  const parts: Part[] = [];
  for (const [index, part] of approved.entries()) {
    const candidate = filled[index];
    const segments =
      candidate?.name === part.name ? unfillSegments(candidate.segments, part.segments, values) : null;
    if (!segments) return refused({ code: 'bytes_differ' });
    parts.push({ name: part.name, segments });
  }
  return granted(parts);
}
