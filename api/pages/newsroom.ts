import { type Request, type Response, Router } from 'express';
import {
  capIdentifierOf,
  newsroomPage as readNewsroom,
  publicAnnouncement,
  releasedBytes,
  replacedBy,
  type PublicAnnouncement,
} from '../../database/public-reads.js';
import { textOf } from '../../domain/rendering/fill.js';
import type { PartName } from '../../domain/rendering/segments.js';
import { languages, type Language } from '../../domain/language.js';
import { isUuid } from '../../domain/uuid.js';
import { announcementPage } from '../../web/newsroom/announcement.js';
import { newsroomPage } from '../../web/newsroom/list.js';
import type { NewsroomItem } from '../../web/newsroom/model.js';
import { verifyPage } from '../../web/newsroom/verify.js';
import { paths } from '../../web/shared/paths.js';
import type { PageContext } from '../../web/shared/model.js';
import type { Context } from '../context.js';
import { askedLanguage, publicLanguage } from '../http/language.js';
import { refuse } from '../http/refuse.js';
import { givenNumber } from './numbers.js';
import { pageContext } from './page-context.js';
import { references } from './version-view.js';

const PAGE = 20;
/** Short: a withdrawal must be seen at once, and a crowd must not reach the database with every view. */
export const briefly = 'public, max-age=15';

/** The public newsroom. Its pages know nobody: no cookie is read or set, so that caches may keep them. */
export function newsroomPages(context: Context): Router {
  const router = Router();
  const publicPage = (req: Request) => pageContext(context, req, { language: publicLanguage(req), actor: null });

  router.get(paths.newsroom, async (req, res) => {
    sendPublic(res, await listPage(context, req, await publicPage(req), false));
  });
  router.get('/announcements/:id', async (req, res) => {
    sendPublic(res, await articlePage(context, await publicPage(req), req.params.id, false));
  });
  router.get('/verify/:id', async (req, res) => {
    const page = await publicPage(req);
    const found = isUuid(req.params.id) ? await publicAnnouncement(context.db, req.params.id, false) : null;
    const html = verifyPage({ ...page, id: req.params.id.slice(0, 100), found: found && (await verified(context, found, page.language)) });
    if (found) sendPublic(res, html);
    else res.status(404).set('Cache-Control', 'no-store').type('html').send(html);
  });
  return router;
} // prettier-ignore

function sendPublic(res: Response, html: string): void {
  res.set('Cache-Control', briefly).type('html').send(html);
}

/** The list; also that of the drills, which only the signed-in reach. */
export async function listPage(context: Context, req: Request, page: PageContext, drill: boolean): Promise<string> {
  const words = text(req.query['q']).replaceAll('\0', ' ').slice(0, 200);
  const { items, newer, older } = await readNewsroom(context.db, {
    drill, words, limit: PAGE,
    before: text(req.query['before']) || undefined,
    after: text(req.query['after']) || undefined,
  });
  const turn = (name: string, cursor: string | null) => cursor && address(req, drill, words, name, cursor);
  return newsroomPage({
    ...page,
    drill, query: words, newer: turn('after', newer), older: turn('before', older),
    items: items.map((item) => itemOf(item, page.language)),
  });
} // prettier-ignore

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function address(req: Request, drill: boolean, words: string, name: string, cursor: string): string {
  const query = new URLSearchParams({ ...(words ? { q: words } : {}), [name]: cursor });
  const language = askedLanguage(req);
  if (language) query.set('lang', language);
  return `${drill ? paths.drills : paths.newsroom}?${query.toString()}`;
}

function itemOf(found: PublicAnnouncement, language: Language): NewsroomItem {
  const { id, kind, severity, status, number, series, headline, incident, releasedAt } = found;
  const own = headline[language];
  return {
    id,
    kind,
    severity,
    status,
    releasedAt,
    number: givenNumber(number, series),
    incident: incident?.[language] ?? null,
    headline: own ?? headline.fa,
    headlineLanguage: own === null ? 'fa' : language,
  };
}

/** One released text, byte for byte as it was filled at its release, in the reader's language where it was written in it. */
export async function articlePage(context: Context, page: PageContext, id: string, drill: boolean): Promise<string> {
  const { db } = context;
  const found = isUuid(id) ? await publicAnnouncement(db, id, drill) : null;
  const bytes = found ? await releasedBytes(db, id, 'newsroom') : [];
  const written = languages.filter((language) => bytes.some((one) => one.language === language));
  const language = written.includes(page.language) ? page.language : written[0];
  const rendering = bytes.find((one) => one.language === language);
  if (!found || !rendering || !language) return refuse({ code: 'not_found' });
  const part = (name: PartName) => rendering.parts.filter((one) => one.name === name).map(textOf).join('');
  const { kind, severity, status, number, series, releasedAt, expiresAt, endedAt } = found;
  const identifier = drill ? null : await capIdentifierOf(db, id);
  return announcementPage({
    ...page,
    id, drill, kind, severity, status, releasedAt, expiresAt, endedAt, languages: written,
    number: givenNumber(number, series),
    title: part('title'), article: part('body'), articleLanguage: language,
    replacedBy: found.replacedBy === null ? null : ((await references(db, [found.replacedBy], page.language))[0] ?? null),
    replaces: await references(db, await replacedBy(db, id), page.language),
    capHref: identifier && capPath(identifier),
  });
} // prettier-ignore

/** Where a CAP document is served. */
export const capPath = (identifier: string): string => `/cap/${identifier}.xml`;

async function verified({ db }: Context, found: PublicAnnouncement, language: Language) {
  const { kind, status, number, series, headline, releasedAt, manifestSha256 } = found;
  const bytes = await releasedBytes(db, found.id, 'newsroom');
  const [replacement = null] = found.replacedBy === null ? [] : await references(db, [found.replacedBy], language);
  return {
    kind, status, releasedAt, manifestSha256, number: givenNumber(number, series),
    headline: headline[language] ?? headline.fa,
    replacedBy: replacement,
    renderings: bytes.flatMap((one) => (one.language === 'all' ? [] : [{ language: one.language, sha256: one.sha256 }])),
  };
} // prettier-ignore
