import { capMoment } from '../domain/cap/moment.js';
import type { Instant } from '../domain/instant.js';
import { languages } from '../domain/language.js';
import { type SlotValues, slotKey } from '../domain/rendering/slots.js';
import { formatAnnouncementNumber, formatReleasedAt, formatRfc822 } from '../i18n/format.js';

/** A number given at release; `year` where the counter is one year's (Jalali), null where it is an incident's. */
export interface GivenNumber {
  readonly number: number;
  readonly year: number | null;
}

/** What is known in the release commit. */
export interface ReleaseValues {
  readonly number: GivenNumber;
  readonly releasedAt: Instant;
  /** Absolute addresses: the page, the verify page and the CAP document. */
  readonly pageUrl: string;
  readonly verifyUrl: string;
  readonly capUrl: string;
  /** `urn:uuid:…`, new for every message. */
  readonly capIdentifier: string;
  /** The messages this one updates or cancels, each whole: sender, identifier and moment of sending. */
  readonly capReferences: readonly {
    readonly sender: string;
    readonly identifier: string;
    readonly sent: Instant;
  }[];
  /** Numbers of the announcements it names, by announcement id. */
  readonly crossReferences: Readonly<Record<string, GivenNumber>>;
}

/** The values of every slot but the recipients', for `fillRendering`. */
export function slotValues(values: ReleaseValues): SlotValues {
  const { number, releasedAt, crossReferences } = values;
  const localized = languages.flatMap((language): [string, string][] => [
    [slotKey({ slot: 'number', language }), formatAnnouncementNumber(number.number, number.year, language)],
    [slotKey({ slot: 'released_at', language }), formatReleasedAt(releasedAt, language)],
    ...Object.entries(crossReferences).map(([announcement, other]): [string, string] => [
      slotKey({ slot: 'cross_reference.number', announcement, language }),
      formatAnnouncementNumber(other.number, other.year, language),
    ]),
  ]);
  const references = values.capReferences.map(
    ({ sender, identifier, sent }) => `${sender},${identifier},${capMoment(sent)}`,
  );
  return {
    ...Object.fromEntries(localized),
    page_url: values.pageUrl,
    verify_url: values.verifyUrl,
    'cap.identifier': values.capIdentifier,
    'cap.sent': capMoment(releasedAt),
    'cap.references': references.join(' '),
    'cap.url': values.capUrl,
    'rss.pub_date': formatRfc822(releasedAt),
  };
}

/** The values of one recipient, for the slots left open at release. */
export function recipientValues(recipient: {
  readonly name: string;
  readonly unsubscribeUrl: string;
}): SlotValues {
  return { 'recipient.name': recipient.name, 'recipient.unsubscribe_url': recipient.unsubscribeUrl };
}
