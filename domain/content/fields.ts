import { type Language, languages } from '../language.js';
import type { TextRule } from '../text/check.js';
import { type Content, languagesOf } from './content.js';

/** One text an author wrote, with the name forms and refusals know it by. */
export interface ContentField {
  readonly field: string;
  readonly text: string;
  readonly rule: TextRule;
}

/**
 * Greatest lengths in UTF-16 units. They keep a CAP document of two languages below 100 KB, the size aggregators ask
 * feeds to keep; a headline is questioned from 160 on (CAP 1.2 §3.2.2) and refused from here.
 */
export const textLimits = {
  headline: 250,
  body: 12_000,
  action: 3_000,
  sms: 900,
  name: 200,
  alt: 500,
} as const;

const oneLine = (limit: number, language: Language): TextRule => ({
  limit,
  language,
  oneLine: true,
  required: true,
});

function* textFields({ texts }: Content, language: Language): Generator<ContentField> {
  const said = texts[language];
  if (!said) return;
  const at = `texts.${language}`;
  yield { field: `${at}.headline`, text: said.headline, rule: oneLine(textLimits.headline, language) };
  yield { field: `${at}.body`, text: said.body, rule: { limit: textLimits.body, language, required: true } };
  yield { field: `${at}.action`, text: said.action, rule: { limit: textLimits.action, language } };
  if (said.sms !== undefined)
    yield { field: `${at}.sms`, text: said.sms, rule: { limit: textLimits.sms, language } };
}

function* withdrawalFields({ withdrawal }: Content, language: Language): Generator<ContentField> {
  const said = withdrawal[language];
  if (!said) return;
  const at = `withdrawal.${language}`;
  yield { field: `${at}.headline`, text: said.headline, rule: { ...oneLine(textLimits.headline, language), required: false } };
  yield { field: `${at}.body`, text: said.body, rule: { limit: textLimits.body, language } };
} // prettier-ignore

function* nameFields({ cap, attachments }: Content, language: Language): Generator<ContentField> {
  yield { field: `cap.event.${language}`, text: cap.event[language], rule: oneLine(textLimits.name, language) };
  for (const [index, area] of cap.areas.entries()) {
    const field = `cap.areas[${index}].description.${language}`;
    yield { field, text: area.description[language], rule: oneLine(textLimits.name, language) };
  }
  for (const [index, attachment] of attachments.entries()) {
    yield { field: `attachments[${index}].alt.${language}`, text: attachment.alt[language], rule: oneLine(textLimits.alt, language) };
  }
} // prettier-ignore

function* codeFields({ cap }: Content): Generator<ContentField> {
  const code: TextRule = { limit: textLimits.name, language: 'fa', oneLine: true };
  if (cap.contact !== undefined) yield { field: 'cap.contact', text: cap.contact, rule: code };
  for (const [index, { geocode }] of cap.areas.entries()) {
    if (!geocode) continue;
    yield {
      field: `cap.areas[${index}].geocode.name`,
      text: geocode.name,
      rule: { ...code, required: true },
    };
    yield {
      field: `cap.areas[${index}].geocode.value`,
      text: geocode.value,
      rule: { ...code, required: true },
    };
  }
}

/** Every text of a content. Names of things are asked for in the languages the text is written in. */
export function fieldsOf(content: Content): ContentField[] {
  const written = languagesOf(content);
  return [
    ...written.flatMap((language) => [...textFields(content, language), ...nameFields(content, language)]),
    ...languages.flatMap((language) => [...withdrawalFields(content, language)]),
    ...codeFields(content),
  ];
}
