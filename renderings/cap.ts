import type { CapAlert } from '../domain/cap/alert.js';
import { composeAlert } from '../domain/cap/compose.js';
import { type GroupName, capNamespace, capStructure } from '../domain/cap/structure.js';
import { type Block, type Rendering, joined } from '../domain/rendering/segments.js';
import { type Element, type Inline, element, writeXml } from './markup.js';
import { type Message, type RenderingInput, headed, labelOf, messageOf, plainBody } from './message.js';
import { plainText } from './statement.js';

/** Running text with slots, where CAP holds one text. */
type Phrase = readonly Inline[];
type Members = Readonly<Record<string, unknown>>;

/** The elements of a group in the order the standard fixes. A text is a string or a phrase, a group an object, both may repeat. */
function groupElements(group: GroupName, members: Members): Element[] {
  return capStructure[group].flatMap((rule) => {
    const value = members[rule.name];
    if (value === undefined) return [];
    const repeats = rule.occurs === 'some' || rule.occurs === 'any';
    const values = repeats ? (value as readonly unknown[]) : [value];
    return values.map((each) => {
      if (rule.group) return element(rule.name, {}, ...groupElements(rule.group, each as Members));
      return element(rule.name, {}, ...(typeof each === 'string' ? [each] : (each as Phrase)));
    });
  });
}

/** The whole document, its elements in the order of the standard. */
function alertElement(alert: CapAlert<Phrase>): Element {
  return element('alert', { xmlns: capNamespace }, ...groupElements('alert', { ...alert }));
}

const wordsOf = (message: Message, event: string) => ({
  event: headed(message, event),
  headline: headed(message, message.headline),
  description: [...plainBody(message), '\n\n', ...labelOf(message), ` · ${message.office}`],
  instruction: plainText(message.action, message.language),
});

/** One CAP 1.2 message for all languages. */
export function renderCap(input: RenderingInput, block: Block): Rendering {
  const { event } = input.content.cap;
  const alert = composeAlert<Phrase>(
    { ...input, replaces: input.replacesOnCap ?? input.replaces, block },
    {
      identifier: [{ slot: 'cap.identifier' }],
      sent: [{ slot: 'cap.sent' }],
      references: [{ slot: 'cap.references' }],
      web: [{ slot: 'page_url' }],
      words: (language) => wordsOf(messageOf(input, block, language), event[language]),
    },
  );
  const declaration = { literal: '<?xml version="1.0" encoding="UTF-8"?>\n' };
  const segments = joined([declaration, ...writeXml(alertElement(alert)), { literal: '\n' }]);
  return { channel: 'cap', language: null, parts: [{ name: 'body', segments }] };
}
