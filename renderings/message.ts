import type { AnnouncementKind } from '../domain/announcement/kinds.js';
import type { Content } from '../domain/content/content.js';
import type { Office } from '../domain/content/office.js';
import type { Instant } from '../domain/instant.js';
import type { Language, Localized } from '../domain/language.js';
import type { Block as Which } from '../domain/rendering/segments.js';
import { formatReleasedAt } from '../i18n/format.js';
import { type RenderingWords, renderingWords } from '../i18n/catalogues/renderings.js';
import type { Inline, OpenSlot } from './markup.js';
import { type Block, parseStatement, plainText } from './statement.js';

/** Everything a rendering is made of; nothing else may change its bytes. */
export interface RenderingInput {
  /** The announcement's id: the withdrawal names it, and a drill's CAP note. */
  readonly announcement: string;
  readonly content: Content;
  readonly kind: AnnouncementKind;
  readonly drill: boolean;
  /** Ids of the announcements it replaces. */
  readonly replaces: readonly string[];
  /** Those of them that went out on CAP (all, where it is not said): without one there is nothing to update, and CAP alerts. */
  readonly replacesOnCap?: readonly string[];
  readonly office: Office;
  /** The incident's title, where there is one. */
  readonly incident: Localized | null;
}

/** One block of a content in one language, ready to be laid out; channels decide how, never what. */
export interface Message {
  readonly language: Language;
  readonly words: RenderingWords;
  readonly drill: boolean;
  readonly kind: AnnouncementKind;
  readonly office: string;
  readonly incident: string | null;
  readonly headline: string;
  /** Sentences the template adds before the author's: that it is a drill, what it replaces, what is withdrawn. */
  readonly notes: readonly (readonly Inline[])[];
  readonly body: readonly Block[];
  readonly action: readonly Block[];
  readonly attachments: readonly { readonly url: string; readonly mediaType: string; readonly alt: string }[];
  readonly validUntil: Instant | null;
  readonly onCap: boolean;
}

const numberOf = (announcement: string, language: Language): OpenSlot => ({
  slot: 'cross_reference.number',
  announcement,
  language,
});

function relations(
  input: RenderingInput,
  which: Which,
  words: RenderingWords,
  language: Language,
): Inline[][] {
  const withdraws = which === 'withdrawal' || input.kind === 'withdrawal';
  const targets = which === 'withdrawal' ? [input.announcement] : input.replaces;
  const { before, after } = withdraws ? words.withdrawn : words.replaces;
  return targets.map((target) => [before, numberOf(target, language), after]);
}

/** What one block says in one language. The language must be one the content is written in. */
export function messageOf(input: RenderingInput, which: Which, language: Language): Message {
  const { content } = input;
  const said = which === 'text' ? content.texts[language] : content.withdrawal[language];
  if (!said) throw new TypeError(`the ${which} is not written in ${language}`);
  const words = renderingWords[language];
  const drillNote: Inline[][] = input.drill ? [[words.drillNote]] : [];
  return {
    language,
    words,
    drill: input.drill,
    kind: which === 'withdrawal' ? 'withdrawal' : input.kind,
    office: input.office.name[language],
    incident: input.incident?.[language] ?? null,
    headline: said.headline,
    notes: [...drillNote, ...relations(input, which, words, language)],
    body: parseStatement(said.body),
    action: parseStatement(which === 'text' ? (content.texts[language]?.action ?? '') : ''),
    attachments:
      which === 'withdrawal'
        ? []
        : content.attachments.map(({ sha256, mediaType, alt }) => ({ url: `../attachments/${sha256}`, mediaType, alt: alt[language] })),
    validUntil: which === 'withdrawal' ? null : content.cap.expires,
    onCap: content.channels.includes('cap'),
  };
} // prettier-ignore

/** Words as a heading or title: a drill says so in every one. */
export const headed = ({ drill, words }: Message, text: string): string =>
  drill ? `${words.drill}${words.colon}${text}` : text;

/** «اطلاعیهٔ شمارهٔ ۳ · سیل جنوب کرمان» */
export function labelOf(message: Message): Inline[] {
  const label: Inline[] = [
    `${message.words.numbered[message.kind]} `,
    { slot: 'number', language: message.language },
  ];
  return message.incident ? [...label, ` · ${message.incident}`] : label;
}

/** «اطلاعیهٔ شمارهٔ ۳: …», the title in lists, subjects and feeds. */
export function titleOf(message: Message): Inline[] {
  const label = `${message.words.numbered[message.kind]} `;
  return [
    headed(message, label),
    { slot: 'number', language: message.language },
    `${message.words.colon}${message.headline}`,
  ];
}

/** «این متن تا … اعتبار دارد.», or null where nothing ends. */
export function validityOf({ validUntil, words, language }: Message): string | null {
  return (
    validUntil &&
    `${words.validUntil.before}${formatReleasedAt(validUntil, language)}${words.validUntil.after}`
  );
}

/** Notes and body without marks, paragraph by paragraph. */
export function plainBody(message: Message): Inline[] {
  const notes = message.notes.flatMap((note) => [...note, '\n\n']);
  return [...notes, plainText(message.body, message.language)];
}
