import { hasForbiddenCharacter } from '../text/characters.js';
import type { Slot, SlotName } from './segments.js';

/** Values of slots under the keys of `slotKey`. */
export type SlotValues = Readonly<Record<string, string>>;

interface SlotRule {
  /** Greatest width of a value, in UTF-16 units. */
  readonly width: number;
  /** The worst value that may come: of that width or of the fixed form the slot has, with characters that must be escaped. */
  readonly worst: string;
  /** The exact form, where a standard fixes one. */
  readonly form?: RegExp;
}

/** Identifiers are `urn:uuid:` and 36 characters (RFC 4122 §3). */
const worstIdentifier = 'urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff';
/** The only lexical form CAP 1.2 allows for a moment, in Iran's fixed offset (§3.3.2). */
const worstSent = '2026-12-30T23:59:59+03:30';
const url = (width: number): SlotRule => ({
  width,
  worst: `https://${'a'.repeat(60)}.example/?a=1&b='2'`.padEnd(width, 'x'),
  form: /^https?:\/\/[^\s<>"]+$/,
});
const worstReference = (index: number): string =>
  `eblagh@${'a'.repeat(90)}.example,${worstIdentifier.slice(0, -2)}${10 + index},2000-01-01T00:00:00+03:30`;

/**
 * What each slot may hold. Widths are ours, generous against what the product makes: a number of seven digits with its
 * year, a full Persian date, addresses under any path prefix, the references of twenty related messages, an RFC 822 date.
 */
export const slotRules: Readonly<Record<SlotName, SlotRule>> = {
  number: { width: 32, worst: '۹٬۹۹۹٬۹۹۹ سال ۱۴۹۹'.padEnd(32, '۹') },
  'cross_reference.number': { width: 32, worst: '۹٬۹۹۹٬۹۹۹ سال ۱۴۹۹'.padEnd(32, '۹') },
  released_at: { width: 80, worst: 'چهارشنبه ۳۰ اردیبهشت ۱۴۹۹، ساعت ۲۳:۵۹'.padEnd(80, 'ه') },
  page_url: url(500),
  verify_url: url(500),
  'cap.url': url(500),
  'cap.identifier': { width: 45, worst: worstIdentifier, form: /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
  'cap.sent': { width: 25, worst: worstSent, form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:30$/ },
  'cap.references': {
    width: 4000,
    worst: Array.from({ length: 20 }, (_, index) => worstReference(index)).join(' '),
    form: /^[^\s,<&]+,[^\s,<&]+,[^\s,<&]+( [^\s,<&]+,[^\s,<&]+,[^\s,<&]+)*$/,
  },
  'rss.pub_date': { width: 31, worst: 'Wed, 30 Dec 2026 23:59:59 +0330', form: /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0330$/ },
  'recipient.name': { width: 200, worst: `"<مسئول & 'روابط' عمومی>"`.padEnd(200, 'و') },
  'recipient.unsubscribe_url': url(500),
}; // prettier-ignore

/** Where the value of a slot stands in `SlotValues`: `verify_url`, `number.fa`, `cross_reference.number.<announcement>.fa`. */
export function slotKey(slot: Omit<Slot, 'form'>): string {
  return [slot.slot, slot.announcement, slot.language].filter((piece) => piece !== undefined).join('.');
}

/** Slots whose values belong to one recipient; everything else is known at release. */
export const isRecipientSlot = (slot: { readonly slot: SlotName }): boolean =>
  slot.slot.startsWith('recipient.');

/** Whether `value` may stand in the slot: present, within the width, of the slot's form, one line, nothing invisible that misleads. */
export function fits(name: SlotName, value: string | undefined): value is string {
  const rule = slotRules[name];
  if (value === undefined || value === '' || value.length > rule.width) return false;
  return !hasForbiddenCharacter(value) && !value.includes('\n') && (rule.form?.test(value) ?? true);
}
