import { directionOf, tagOf } from '../domain/language.js';
import type { Rendering } from '../domain/rendering/segments.js';
import { type QuotedHtml, element, writeHtml, writeXml } from './markup.js';
import { type Message, titleOf } from './message.js';
import { articleNodes } from './newsroom.js';

function description(message: Message): QuotedHtml {
  const { language } = message;
  const attributes = { lang: tagOf[language], dir: directionOf[language] };
  return { quoted: writeHtml([element('div', attributes, ...articleNodes(message, 2))]) };
}

/** One RSS 2.0 item; the guid is the CAP identifier. */
export function renderRss(message: Message): Rendering {
  const item = element(
    'item',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/', 'xml:lang': tagOf[message.language] },
    element('title', {}, ...titleOf(message)),
    element('link', {}, { slot: 'page_url' }),
    element('guid', { isPermaLink: 'false' }, { slot: 'cap.identifier' }),
    element('pubDate', {}, { slot: 'rss.pub_date' }),
    element('dc:creator', {}, message.office),
    element('category', {}, message.kind),
    element('description', {}, description(message)),
  );
  return { channel: 'rss', language: message.language, parts: [{ name: 'body', segments: writeXml(item) }] };
}
