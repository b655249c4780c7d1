import { type Request, type Response, Router } from 'express';
import {
  announcementOfCap,
  feedEntries,
  releasedBytes,
  type FeedEntry,
} from '../../database/public-reads.js';
import { textOf } from '../../domain/rendering/fill.js';
import type { Language } from '../../domain/language.js';
import { translator } from '../../i18n/translate.js';
import { capFeed } from '../../renderings/cap-feed.js';
import { atomFeed, rssFeed, type FeedFrame } from '../../renderings/feeds.js';
import { paths } from '../../web/shared/paths.js';
import type { Context } from '../context.js';
import { publicLanguage } from '../http/language.js';
import { refuse } from '../http/refuse.js';
import { briefly, capPath } from './newsroom.js';
import { officeName } from './page-context.js';

/** Aggregators ask for less than 100 KB (CAP feeds facts §7). */
const LARGEST_FEED = 95_000;
const MOST_ENTRIES = 50;
/** A CAP document never changes under its identifier. */
const forEver = 'public, max-age=31536000, immutable';

/** Atom, RSS and CAP: the bytes that were filled at the release, in a frame. */
export function feedPages(context: Context): Router {
  const router = Router();

  router.get(paths.atom, async (req, res) => {
    const language = publicLanguage(req);
    const { frame, entries } = await feed(context, req, 'atom', language);
    sendFeed(res, 'application/atom+xml', atomFeed(frame, within(entries.map(bytesOf))));
  });
  router.get(paths.rss, async (req, res) => {
    const language = publicLanguage(req);
    const { frame, entries } = await feed(context, req, 'rss', language);
    sendFeed(res, 'application/rss+xml', rssFeed(frame, within(entries.map(bytesOf))));
  });
  router.get(paths.capFeed, async (req, res) => {
    const { frame, entries } = await feed(context, req, 'cap', publicLanguage(req), 'all');
    sendFeed(res, 'application/atom+xml', capFeed(frame, entries.map((entry) => capItem(context, entry))));
  }); // prettier-ignore
  router.get('/cap/:document', async (req, res) => {
    const name = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.xml$/.exec(req.params.document)?.[1];
    const id = name === undefined ? null : await announcementOfCap(context.db, `urn:uuid:${name}`);
    const [document] = id === null ? [] : await releasedBytes(context.db, id, 'cap');
    if (!document) return refuse({ code: 'not_found' });
    res.set('Cache-Control', forEver).type('application/cap+xml').send(document.parts.map(textOf).join(''));
  }); // prettier-ignore
  return router;
}

const bytesOf = ({ rendering }: FeedEntry): string => rendering.parts.map(textOf).join('');

/** The newest entries that fit; always at least one. */
function within(entries: readonly string[]): string[] {
  let size = 0;
  return entries.filter((entry, index) => {
    size += Buffer.byteLength(entry);
    return index === 0 || size <= LARGEST_FEED;
  });
}

function capItem({ settings }: Context, { announcement, rendering }: FeedEntry) {
  const xml = rendering.parts.map(textOf).join('');
  const identifier = /<identifier>([^<]+)<\/identifier>/.exec(xml)?.[1] ?? '';
  const { baseUrl } = settings;
  return { xml, capUrl: baseUrl + capPath(identifier), pageUrl: baseUrl + paths.announcement(announcement.id) };
} // prettier-ignore

async function feed(context: Context, req: Request, channel: 'atom' | 'rss' | 'cap', language: Language, stored: Language | 'all' = language) {
  const entries = await feedEntries(context.db, channel, stored, MOST_ENTRIES);
  return { frame: await frameOf(context, req, channel, language, entries), entries };
} // prettier-ignore

async function frameOf(context: Context, req: Request, channel: 'atom' | 'rss' | 'cap', language: Language, entries: readonly FeedEntry[]): Promise<FeedFrame> {
  const { baseUrl } = context.settings;
  const office = (await officeName(context))[language];
  const t = translator(language);
  const moments = entries.flatMap(({ announcement }) => [announcement.releasedAt, announcement.endedAt ?? '']);
  return {
    language, office,
    title: t(`feeds.${channel}.title`, { office }),
    description: t(`feeds.${channel}.description`, { office }),
    selfUrl: `${baseUrl}${req.path}?lang=${language}`,
    pageUrl: `${baseUrl}${paths.newsroom}?lang=${language}`,
    updated: moments.toSorted().at(-1) ?? '2026-01-01T00:00:00.000Z',
  };
} // prettier-ignore

function sendFeed(res: Response, type: string, body: string): void {
  res.set('Cache-Control', briefly).type(`${type}; charset=utf-8`).send(body);
}
