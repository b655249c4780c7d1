import type { AlertInfo, CapAlert } from '../domain/cap/alert.js';
import { type Language, tagOf } from '../domain/language.js';
import { textOf } from '../domain/rendering/fill.js';
import { readCap } from './cap-reader.js';
import { type FeedFrame, atomFeed } from './feeds.js';
import { element, writeXml } from './markup.js';

/** One released CAP document: its stored bytes and where they and their page are served (absolute addresses). */
export interface CapFeedItem {
  readonly xml: string;
  readonly capUrl: string;
  readonly pageUrl: string;
}

/** A summary is the first paragraph, and no longer than a short device shows. */
const summaryLength = 300;
const summaryOf = ({ description = '' }: AlertInfo): string =>
  Array.from(description.split('\n\n')[0] ?? '').slice(0, summaryLength).join(''); // prettier-ignore

function alertOf({ xml, capUrl }: CapFeedItem): CapAlert {
  const read = readCap(xml);
  if (!read.ok) throw new Error(`the stored CAP document at ${capUrl} cannot be read`);
  return read.value;
}

/** The info in the reader's language, else the first. */
const infoIn = (alert: CapAlert, language: Language): AlertInfo | undefined =>
  alert.info?.find((info) => info.language === tagOf[language]) ?? alert.info?.[0];

function entryOf(item: CapFeedItem, language: Language): string {
  const alert = alertOf(item);
  const info = infoIn(alert, language);
  const entry = element(
    'entry',
    info?.language ? { 'xml:lang': info.language } : {},
    element('id', {}, alert.identifier),
    element('title', {}, info?.headline ?? ''),
    element('published', {}, alert.sent),
    element('updated', {}, alert.sent),
    element('author', {}, element('name', {}, info?.senderName ?? alert.sender)),
    element('category', { term: alert.msgType }),
    element('link', { rel: 'alternate', type: 'application/cap+xml', href: item.capUrl }),
    element('link', { rel: 'related', type: 'text/html', href: item.pageUrl }),
    element('summary', {}, info ? summaryOf(info) : ''),
  );
  return textOf({ name: 'body', segments: writeXml(entry) });
}

/**
 * The CAP feed of one language (OASIS Example Practices: CAP Feeds): an Atom entry for each document, read from its stored
 * bytes, newest first. The caller hands in actual, public messages only.
 */
export function capFeed(frame: FeedFrame, items: readonly CapFeedItem[]): string {
  const entries = items.map((item) => entryOf(item, frame.language));
  return atomFeed(frame, entries);
}
