import { type Instant } from '../domain/instant.js';
import { type Language, tagOf } from '../domain/language.js';
import { capMoment } from '../domain/cap/moment.js';
import { textOf } from '../domain/rendering/fill.js';
import { formatRfc822 } from '../i18n/format.js';
import { atomNamespace } from './atom.js';
import { type Element, element, writeXml } from './markup.js';

/** What surrounds the entries of a feed. Addresses are absolute; `updated` is the moment of the newest entry or status. */
export interface FeedFrame {
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly office: string;
  readonly selfUrl: string;
  readonly pageUrl: string;
  readonly updated: Instant;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element with finished XML as its last children, byte for byte. */
function around(outer: Element, entries: readonly string[]): string {
  const text = textOf({ name: 'body', segments: writeXml(outer) });
  const end = `</${outer.name}>`;
  return [text.slice(0, -end.length).trimEnd(), ...entries, end].join('\n');
}

/** An Atom 1.0 feed (RFC 4287) around entries as `renderAtom` made and release filled them, newest first. */
export function atomFeed(frame: FeedFrame, entries: readonly string[]): string {
  const feed = element(
    'feed',
    { xmlns: atomNamespace, 'xml:lang': tagOf[frame.language] },
    element('id', {}, frame.selfUrl),
    element('title', {}, frame.title),
    element('subtitle', {}, frame.description),
    element('updated', {}, capMoment(frame.updated)),
    element('author', {}, element('name', {}, frame.office)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: frame.selfUrl }),
    element('link', { rel: 'alternate', type: 'text/html', href: frame.pageUrl }),
  );
  return `${declaration}${around(feed, entries)}\n`;
}

/** An RSS 2.0 feed around items as `renderRss` made and release filled them, newest first. */
export function rssFeed(frame: FeedFrame, items: readonly string[]): string {
  const channel = element(
    'channel',
    {},
    element('title', {}, frame.title),
    element('link', {}, frame.pageUrl),
    element('description', {}, frame.description),
    element('language', {}, tagOf[frame.language]),
    element('lastBuildDate', {}, formatRfc822(frame.updated)),
    element('atom:link', { rel: 'self', type: 'application/rss+xml', href: frame.selfUrl }),
  );
  return `${declaration}<rss version="2.0" xmlns:atom="${atomNamespace}">\n${around(channel, items)}\n</rss>\n`;
}
