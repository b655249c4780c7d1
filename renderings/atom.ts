import { directionOf, tagOf } from '../domain/language.js';
import type { Rendering } from '../domain/rendering/segments.js';
import { type Element, element, writeXml } from './markup.js';
import { type Message, labelOf, titleOf } from './message.js';
import { articleNodes } from './newsroom.js';

export const atomNamespace = 'http://www.w3.org/2005/Atom';

function content(message: Message): Element {
  const { language } = message;
  return element(
    'content',
    { type: 'xhtml' },
    element(
      'div',
      { xmlns: 'http://www.w3.org/1999/xhtml', lang: tagOf[language], dir: directionOf[language] },
      element('p', {}, ...labelOf(message)),
      ...articleNodes(message, 2),
    ),
  );
}

/** One Atom entry (RFC 4287 §4.1.2). Its id is the CAP identifier, whether CAP is a channel or not. */
export function renderAtom(message: Message): Rendering {
  const { language, onCap } = message;
  const entry = element(
    'entry',
    { xmlns: atomNamespace, 'xml:lang': tagOf[language] },
    element('id', {}, { slot: 'cap.identifier' }),
    element('title', {}, ...titleOf(message)),
    element('published', {}, { slot: 'cap.sent' }),
    element('updated', {}, { slot: 'cap.sent' }),
    element('author', {}, element('name', {}, message.office)),
    element('category', { term: message.kind }),
    element('link', {
      rel: 'alternate',
      type: 'text/html',
      hreflang: tagOf[language],
      href: { slot: 'page_url' },
    }),
    ...(onCap
      ? [element('link', { rel: 'related', type: 'application/cap+xml', href: { slot: 'cap.url' } })]
      : []),
    content(message),
  );
  return { channel: 'atom', language, parts: [{ name: 'body', segments: writeXml(entry) }] };
}
