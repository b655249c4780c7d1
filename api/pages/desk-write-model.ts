import { randomUUID } from 'node:crypto';
import { listContactLists } from '../../database/contact-lists.js';
import { listIncidents } from '../../database/incidents.js';
import { newsroomPage } from '../../database/public-reads.js';
import { nameBook } from '../../database/reference-names.js';
import { channels } from '../../domain/content/content.js';
import type { WriteModel } from '../../web/desk/model.js';
import type { PageContext, VersionView, Viewer } from '../../web/shared/model.js';
import { paths } from '../../web/shared/paths.js';
import type { Context } from '../context.js';
import type { ReadableAnnouncement } from '../views/announcement.js';
import { previewOf, type Preview } from '../views/preview.js';
import { givenNumber } from './numbers.js';

const MOST_TARGETS = 30;

type Shown = Pick<WriteModel, 'id' | 'revision' | 'drill' | 'fields' | 'refusals'>;

/** The write form with everything an author chooses from, and how the saved draft would look. */
export async function writeModel(
  context: Context,
  page: PageContext & { readonly viewer: Viewer },
  shown: Shown,
  saved: ReadableAnnouncement | null,
): Promise<WriteModel> {
  const { db } = context;
  const { language } = page;
  const lists = await listContactLists(db);
  const incidents = (await listIncidents(db)).filter(({ closedAt }) => closedAt === null);
  const { items } = await newsroomPage(db, { drill: shown.drill, words: '', limit: MOST_TARGETS });
  const preview = saved?.draft ? await draftPreview(context, saved) : null;
  return {
    ...page,
    ...shown,
    channels,
    lists: lists.map(({ id, name, members }) => ({ id, name: name[language], count: members })),
    incidents: incidents.map(({ id, title, drill }) => ({ id, title: title[language], drill })),
    targets: items.filter(({ status }) => status === 'released').map(({ id, kind, headline, number, series }) => ({ id, kind, headline: headline[language] ?? headline.fa, number: givenNumber(number, series) })),
    names: await nameBook(db, language),
    formKey: randomUUID(),
    advice: preview?.advice ?? [],
    preview: preview && saved && preview.renderings.length > 0 ? previewView(context, page, saved, preview) : null,
    moreAreas: Math.max(0, (saved?.draft?.content.cap.areas.length ?? 0) - 1),
  };
} // prettier-ignore

const draftPreview = ({ db, settings }: Context, { state, draft }: ReadableAnnouncement): Promise<Preview | null> => {
  const { id: announcement, kind, severity, drill, incident, replaces } = state;
  if (!draft) return Promise.resolve(null);
  return previewOf(db, { announcement, kind, severity, drill, incident, replaces, content: draft.content }, settings.sender);
}; // prettier-ignore

/** The draft as the version it would become. */
function previewView({ settings }: Context, { language, now, viewer }: PageContext, { state, draft }: ReadableAnnouncement, preview: Preview): VersionView | null {
  if (!draft) return null;
  const { id, kind, severity, drill, lastVersion } = state;
  const { content } = draft;
  const renderings = (block: 'text' | 'withdrawal') => preview.renderings.filter((one) => one.block === block).map(({ rendering }) => rendering);
  return {
    announcement: id, kind, severity, drill, version: lastVersion + 1,
    headline: content.texts[language]?.headline ?? content.texts.fa.headline,
    agency: state.agency, submittedBy: viewer?.name ?? '', submittedAt: now, expires: content.cap.expires,
    incident: null, replaces: [], channels: content.channels, audience: { count: preview.audienceCount, lists: [] },
    manifestSha256: '', renderings: renderings('text'), withdrawal: renderings('withdrawal'),
    known: { page_url: settings.baseUrl + paths.announcement(id), verify_url: settings.baseUrl + paths.verify(id) },
    texts: content.texts, previous: null, seats: [], objections: [],
  };
} // prettier-ignore
