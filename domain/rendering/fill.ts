import { type Refusal, type Ruling, granted, refused } from '../refusal.js';
import { type Part, type Rendering, type Segment, type Slot, joined } from './segments.js';
import { type SlotValues, fits, isRecipientSlot, slotKey, slotRules } from './slots.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands inside XML or HTML, in content and in attributes. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** What `escapeXml` wrote, as it was. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (written) => characters[written] ?? written);
}
const characters = Object.fromEntries(
  Object.entries(escapes).map(([character, written]) => [written, character]),
);

/** A slot's value as its surroundings need it. */
export function written(slot: Slot, value: string): string {
  switch (slot.form) {
    case 'plain':
      return value;
    case 'xml':
      return escapeXml(value);
    case 'xml_in_xml':
      return escapeXml(escapeXml(value));
  }
}

const valueOf = (slot: Slot, values: SlotValues): string | undefined => {
  const key = slotKey(slot);
  return Object.hasOwn(values, key) ? values[key] : undefined;
};

/**
 * Writes `values` into the slots of `parts`. With `leaveRecipientsOpen` the slots of `recipient.*` stay slots: such parts
 * are stored once per rendering and filled again for each recipient. Refuses `slot_value` for every value that is
 * missing, too wide, of the wrong form or holds a forbidden character.
 */
export function fill(
  parts: readonly Part[],
  values: SlotValues,
  { leaveRecipientsOpen = false }: { readonly leaveRecipientsOpen?: boolean } = {},
): Ruling<Part[]> {
  const refusals = new Map<string, Refusal>();
  const fillSegment = (segment: Segment): Segment => {
    if ('literal' in segment || (leaveRecipientsOpen && isRecipientSlot(segment))) return segment;
    const value = valueOf(segment, values);
    if (fits(segment.slot, value)) return { literal: written(segment, value) };
    const slot = slotKey(segment);
    refusals.set(slot, { code: 'slot_value', slot });
    return segment;
  };
  const filled = parts.map((part) => ({ name: part.name, segments: joined(part.segments.map(fillSegment)) }));
  return refusals.size > 0 ? refused(...refusals.values()) : granted(filled);
}

/** A rendering filled with everything known at release, its recipient slots still open. */
export function fillRendering(rendering: Rendering, values: SlotValues): Ruling<Rendering> {
  const filled = fill(rendering.parts, values, { leaveRecipientsOpen: true });
  return filled.ok ? granted({ ...rendering, parts: filled.value }) : filled;
}

/** The words of one filled part. A part with an open slot is a fault of the caller, never of a person: it throws. */
export function textOf(part: Part): string {
  return part.segments.map((segment) => {
    if ('literal' in segment) return segment.literal;
    throw new Error(`slot ${slotKey(segment)} of ${part.name} is still open`);
  }).join(''); // prettier-ignore
}

/** The values that make `parts` longest and ugliest: what release may bring must already fit at submission. */
export function worstValues(parts: readonly Part[]): SlotValues {
  const slots = parts.flatMap((part) => part.segments).filter((segment) => 'slot' in segment);
  return Object.fromEntries(slots.map((slot) => [slotKey(slot), slotRules[slot.slot].worst]));
}
