import type { Instant } from '../instant.js';
import type { Language, Localized } from '../language.js';
import type {
  CapCategory,
  CapCertainty,
  CapResponseType,
  CapSeverity,
  CapUrgency,
} from '../cap/vocabulary.js';

/** Channels a text may be released on. Newsroom and feeds are public at the release commit; the others fan out to recipients. */
export const channels = ['newsroom', 'atom', 'rss', 'cap', 'email'] as const;
export type Channel = (typeof channels)[number];

/** Channels that send to recipients one by one, in the order of urgency. */
export const recipientChannels = ['email'] as const satisfies readonly Channel[];
export type RecipientChannel = (typeof recipientChannels)[number];

/** What the author writes in one language. `body` is the small Markdown subset: paragraph, list, link, bold. */
export interface LanguageText {
  readonly headline: string;
  readonly body: string;
  /** What people should do now. May be empty where the policy allows it. */
  readonly action: string;
  /** The optional short text for SMS, plain. */
  readonly sms?: string;
}

/** The text that goes out if this announcement is withdrawn; prepared and signed together with it. */
export interface WithdrawalText {
  readonly headline: string;
  readonly body: string;
}

/** Latitude and longitude in WGS 84 degrees, latitude first (CAP 1.2 §3.2.4). */
export type Point = readonly [latitude: number, longitude: number];

/** Where it applies. Polygon rings are closed; a circle's radius is in kilometres. */
export interface CapArea {
  readonly description: Localized;
  readonly polygon?: readonly Point[];
  readonly circle?: { readonly centre: Point; readonly radius: number };
  readonly geocode?: { readonly name: string; readonly value: string };
}

/** The fields of CAP that an author chooses; texts come from the language blocks. */
export interface CapFields {
  readonly category: CapCategory;
  readonly event: Localized;
  readonly responseType: CapResponseType;
  readonly urgency: CapUrgency;
  readonly severity: CapSeverity;
  readonly certainty: CapCertainty;
  readonly onset?: Instant;
  /** When the text stops being true; also ends feeds and marks the page. */
  readonly expires: Instant;
  readonly areas: readonly CapArea[];
  readonly contact?: string;
}

/** Who receives it one by one: the union of these contact lists, by id. */
export interface AudienceDefinition {
  readonly lists: readonly string[];
}

/** A picture or document that belongs to the text, named by the SHA-256 of its bytes (hex). */
export interface AttachmentReference {
  readonly sha256: string;
  readonly mediaType: string;
  readonly alt: Localized;
}

/** Everything an author writes and chooses; frozen with a version. Strings are NFC with LF line ends (see domain/text). */
export interface Content {
  readonly texts: { readonly fa: LanguageText } & Partial<Record<Language, LanguageText>>;
  readonly withdrawal: { readonly fa: WithdrawalText } & Partial<Record<Language, WithdrawalText>>;
  readonly cap: CapFields;
  readonly attachments: readonly AttachmentReference[];
  readonly channels: readonly Channel[];
  readonly audience: AudienceDefinition;
}

/** The languages a content is written in, Persian first. */
export function languagesOf(content: Content): Language[] {
  return content.texts.en ? ['fa', 'en'] : ['fa'];
}
