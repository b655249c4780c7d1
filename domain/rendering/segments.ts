import type { Channel } from '../content/content.js';
import type { Language } from '../language.js';

/**
 * What is not known when a text is approved and is filled at release, or for each recipient.
 * A closed list: text an author writes can never become a slot, because literals and slots are different values.
 */
export const slotNames = [
  'number', 'released_at', 'page_url', 'verify_url',
  'cap.identifier', 'cap.sent', 'cap.references', 'cap.url', 'rss.pub_date',
  'recipient.name', 'recipient.unsubscribe_url',
  'cross_reference.number',
] as const; // prettier-ignore
export type SlotName = (typeof slotNames)[number];

/** How a slot's value is written into its surroundings: as it is, escaped for XML and HTML, or for HTML inside XML (RSS). */
export type SlotForm = 'plain' | 'xml' | 'xml_in_xml';

/**
 * An open place in a rendering. `language` says in whose words the value is written (numbers, moments);
 * `announcement` names the other text of a cross-reference.
 */
export interface Slot {
  readonly slot: SlotName;
  readonly form: SlotForm;
  readonly language?: Language;
  readonly announcement?: string;
}

/** One piece of a rendering: fixed text, or a slot. */
export type Segment = { readonly literal: string } | Slot;

/** A named piece of a rendering: an e-mail has `subject`, `text` and `html`; the newsroom `title` and `body`; the others `body`. */
export type PartName = 'subject' | 'text' | 'html' | 'title' | 'body';

export interface Part {
  readonly name: PartName;
  readonly segments: readonly Segment[];
}

/** What one channel will carry in one language. CAP has one rendering that holds all languages (`language: null`). */
export interface Rendering {
  readonly channel: Channel;
  readonly language: Language | null;
  readonly parts: readonly Part[];
}

/** The two texts that a signature covers: the announcement itself, and its withdrawal. */
export type Block = 'text' | 'withdrawal';

/** Segments in their one canonical shape: neighbouring literals joined, empty ones gone. */
export function joined(pieces: Iterable<Segment>): Segment[] {
  const segments: Segment[] = [];
  for (const piece of pieces) {
    const last = segments.at(-1);
    if (!('literal' in piece)) segments.push(piece);
    else if (last && 'literal' in last)
      segments[segments.length - 1] = { literal: last.literal + piece.literal };
    else if (piece.literal !== '') segments.push(piece);
  }
  return segments;
}
