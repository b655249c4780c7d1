import { Fragment } from 'react';
import type { Language } from '../../domain/language.js';
import { directionOf, tagOf } from '../../domain/language.js';
import { escapeXml } from '../../domain/rendering/fill.js';
import type { Part, PartName, Rendering, Segment, Slot, SlotName } from '../../domain/rendering/segments.js';
import { type SlotValues, slotKey } from '../../domain/rendering/slots.js';
import { visiblePieces } from '../../domain/text/words.js';
import { type TextKey, translator } from '../../i18n/translate.js';

const slotWord = (slot: SlotName, language: Language): string =>
  translator(language)(`shared.slot.${slot.replace('.', '_')}` as Extract<TextKey, 'shared.slot.number'>);

/** «U+200E»: what a hidden character is called to a reviewer. */
const hiddenName = (text: string): string =>
  Array.from(
    text,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');

const chipHtml = (kind: 'slot' | 'hidden', words: string): string =>
  `<mark class="${kind}">${escapeXml(words)}</mark>`;

/** Slots that stand inside attributes and cannot be shown as a mark there. */
const inAttributes: readonly SlotName[] = [
  'page_url',
  'verify_url',
  'cap.url',
  'cap.sent',
  'recipient.unsubscribe_url',
];

function slotHtml(slot: Slot, known: SlotValues, language: Language): string {
  const value = known[slotKey(slot)];
  if (value !== undefined) return escapeXml(value);
  return inAttributes.includes(slot.slot) ? '' : chipHtml('slot', slotWord(slot.slot, language));
}

/** Hidden characters are marked in text only: the renderer escapes `<` and `>`, so tags are what stands between them. */
const withChips = (html: string): string =>
  html
    .split(/(<[^>]*>)/)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : visiblePieces(piece)
            .map(({ text, hidden }) => (hidden ? `${text}${chipHtml('hidden', hiddenName(text))}` : text))
            .join(''),
    )
    .join('');

/** HTML of a stored part, exactly as hashed, with open slots and hidden characters marked for a reviewer in `language`. */
export function reviewedHtml(segments: readonly Segment[], known: SlotValues, language: Language): string {
  return segments
    .map((segment) =>
      'literal' in segment ? withChips(segment.literal) : slotHtml(segment, known, language),
    )
    .join('');
}

export const partOf = (rendering: Rendering | undefined, name: PartName): Part | undefined =>
  rendering?.parts.find((part) => part.name === name);

/** A text as people will read it in the newsroom: the stored segments themselves. */
export function Article(props: { readonly rendering: Rendering; readonly known: SlotValues; readonly language: Language }) {
  const html = reviewedHtml(partOf(props.rendering, 'body')?.segments ?? [], props.known, props.language);
  const written = props.rendering.language ?? 'fa';
  return <div className="article" lang={tagOf[written]} dir={directionOf[written]} dangerouslySetInnerHTML={{ __html: html }} />;
} // prettier-ignore

/** Plain or XML text of a stored part, letter by letter, open slots and hidden characters as chips. */
export function Letters({ segments, known, language }: { readonly segments: readonly Segment[]; readonly known: SlotValues; readonly language: Language }) {
  const t = translator(language);
  return segments.map((segment, index) => {
    const key = String(index);
    if (!('literal' in segment)) {
      const value = known[slotKey(segment)];
      return value === undefined ? <mark key={key} className="slot">{slotWord(segment.slot, language)}</mark> : <Fragment key={key}>{value}</Fragment>;
    }
    return <Hidden key={key} text={segment.literal} title={(name) => t('shared.hidden', { name })} />;
  });
} // prettier-ignore

function Hidden({ text, title }: { readonly text: string; readonly title: (name: string) => string }) {
  return visiblePieces(text).map((piece, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {piece.text}
      {piece.hidden && (
        <mark className="hidden" title={title(hiddenName(piece.text))}>
          {hiddenName(piece.text)}
        </mark>
      )}
    </Fragment>
  ));
}
