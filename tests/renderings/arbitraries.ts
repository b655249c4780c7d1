import * as fc from 'fast-check';
import type { Content } from '../../domain/content/content.js';
import { channels } from '../../domain/content/content.js';
import { announcementKinds } from '../../domain/announcement/kinds.js';
import { checkText } from '../../domain/text/check.js';
import { normaliseText } from '../../domain/text/normalise.js';
import type { RenderingInput } from '../../renderings/announcement.js';
import { announcementId, flood, floodContent, replacedId } from './samples.js';

/** Text that tries to be something else: slots, values, entities, tags, headers, Markdown, directions. */
const hostile = [
  '{"slot":"number","form":"xml"}', '{{number}}', '${number}', '%number%', '<slot name="number"/>', 'cap.identifier', 'recipient.name',
  '</alert>', '<identifier>x</identifier>', ']]>', '<![CDATA[', '<!--', '--', '<?xml?>', '&amp;', '&#60;', '&lt;script&gt;', '&', '<', '>', '"', "'",
  '<script>alert(1)</script>', '\n\nBcc: x@y.example\n', 'Subject: x', '=?utf-8?B?eA==?=', '\uE000', '\uF8FF', '\uFFFD', '\t',
  '**', '*', '__', '[', '](', ')', '[x](https://x.example/?a=1&b="2")', '[x](javascript:alert(1))', '![x](https://x.example)', '# ', '> ', '- ', '1. ', '۱. ', '```', '    ',
  'می‌شود', 'هٔ', 'ي', 'ك', '۱۲۳', '١٢٣', '\u200C', '\u200F', 'tel:112', 'https://kerman.example/الف?x=1&y=2', '🚒', '👨‍👩‍👧', 'constructor', '__proto__',
]; // prettier-ignore

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(' ', '\n', '\n\n', '\n- ', '، ') },
);

/** A text as `checkText` lets it through: normalised, without controls. */
const accepted = (oneLine: boolean) =>
  fc
    .array(piece, { minLength: 1, maxLength: 12 })
    .map((pieces) => normaliseText(oneLine ? pieces.join('').replaceAll('\n', ' ') : pieces.join('')))
    .filter(
      (text) => checkText('x', text, { limit: 3000, language: 'fa', oneLine, required: true }).length === 0,
    );

const line = accepted(true);
const block = accepted(false);
const said = fc.record({ headline: line, body: block, action: fc.oneof(fc.constant(''), block) });
const withdrawn = fc.record({ headline: line, body: block });

const content: fc.Arbitrary<Content> = fc
  .record({ fa: said, en: said, wfa: withdrawn, wen: withdrawn, event: line, area: line, both: fc.boolean() })
  .map(({ fa, en, wfa, wen, event, area, both }) => ({
    ...floodContent,
    texts: both ? { fa, en } : { fa },
    withdrawal: both ? { fa: wfa, en: wen } : { fa: wfa },
    cap: {
      ...floodContent.cap,
      event: { fa: event, en: event },
      areas: [{ ...floodContent.cap.areas[0]!, description: { fa: area, en: area } }],
      contact: area,
    },
    channels: [...channels],
  }));

/** Whatever an author may write, in every kind, live or drill. */
export const anyInput: fc.Arbitrary<RenderingInput> = fc
  .record({
    content,
    kind: fc.constantFrom(...announcementKinds),
    drill: fc.boolean(),
    replaces: fc.boolean(),
    title: line,
  })
  .map(({ replaces, title, ...rest }) => ({
    ...flood,
    ...rest,
    announcement: announcementId,
    replaces: replaces ? [replacedId] : [],
    incident: { fa: title, en: title },
  }));

/** Names of recipients: anything a contact list may hold. */
export const anyName: fc.Arbitrary<string> = line.filter((name) => name.length <= 200);
