import { directionOf, tagOf } from '../domain/language.js';
import type { Rendering } from '../domain/rendering/segments.js';
import { type Element, type Node, element, writeHtml, writePlain } from './markup.js';
import { type Message, headed, labelOf, titleOf, validityOf } from './message.js';
import { statementNodes } from './statement.js';

/** What a heading, notes, body and action look like wherever HTML is shown; `level` is that of the headline. */
export function articleNodes(message: Message, level: 1 | 2): Element[] {
  const { action, words } = message;
  return [
    element(`h${level}`, {}, headed(message, message.headline)),
    ...message.notes.map((note) => element('p', { class: 'note' }, ...note)),
    ...statementNodes(message.body),
    ...(action.length > 0
      ? [element('section', { class: 'action' }, element(`h${level + 1}`, {}, headed(message, words.action)), ...statementNodes(action))]
      : []),
  ];
} // prettier-ignore

function figures({ attachments }: Message): Element[] {
  return attachments.map(({ url, mediaType, alt }) => {
    const shown: Node = mediaType.startsWith('image/')
      ? element('img', { src: url, alt })
      : element('a', { href: url, type: mediaType }, alt);
    return element(
      'figure',
      {},
      shown,
      ...(mediaType.startsWith('image/') ? [element('figcaption', {}, alt)] : []),
    );
  });
}

function article(message: Message): Element {
  const [heading, ...rest] = articleNodes(message, 1);
  const validity = validityOf(message);
  const { language, words, office } = message;
  return element(
    'article',
    { lang: tagOf[language], dir: directionOf[language] },
    element('p', { class: 'label' }, ...labelOf(message)),
    ...(heading ? [heading] : []),
    element('p', { class: 'byline' }, `${office} · `, element('time', { datetime: { slot: 'cap.sent' } }, { slot: 'released_at', language })),
    ...rest,
    ...figures(message),
    ...(validity ? [element('p', { class: 'validity' }, validity)] : []),
    element('p', { class: 'verify' }, `${words.verify} `, element('a', { href: { slot: 'verify_url' }, dir: 'ltr' }, { slot: 'verify_url' })),
  );
} // prettier-ignore

/** The article itself, as the newsroom shows it; page frame, banners and status lie outside. */
export function renderNewsroom(message: Message): Rendering {
  return {
    channel: 'newsroom',
    language: message.language,
    parts: [
      { name: 'title', segments: writePlain(titleOf(message)) },
      { name: 'body', segments: writeHtml([article(message)]) },
    ],
  };
}
