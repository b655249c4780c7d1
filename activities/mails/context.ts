import { and, eq, inArray } from 'drizzle-orm';
import type { MailAnnouncement, MailContext, MailText } from '../../emails/model.js';
import type { Queryable } from '../../database/connection.js';
import { loadState } from '../../database/announcements.js';
import { listAgencies } from '../../database/agencies.js';
import { loadPerson, type PersonRecord } from '../../database/people.js';
import { drafts, incidents, people, versions } from '../../database/schema.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import { languagesOf, type Content } from '../../domain/content/content.js';
import type { Instant } from '../../domain/instant.js';
import type { Language } from '../../domain/language.js';
import { officeAgency } from '../../domain/people/person.js';
import { textOf } from '../../domain/rendering/fill.js';
import type { Manifest } from '../../domain/rendering/manifest.js';
import { writeHtml } from '../../renderings/markup.js';
import { parseStatement, plainText, statementNodes } from '../../renderings/statement.js';

/** What every mail is made over: who gets it, and the names of agencies and people in their language. */
export interface Desk {
  readonly to: PersonRecord;
  readonly context: MailContext;
  agency(slug: string): string;
  person(id: string): Promise<string>;
}

/** `now` is the moment the mail was first meant to be sent, so that a retry has the same words. */
export async function deskFor(db: Queryable, to: PersonRecord, now: Instant): Promise<Desk> {
  const { language } = to;
  const agencies = new Map(
    (await listAgencies(db, { withClosed: true })).map(({ slug, name }) => [slug, name]),
  );
  const office = agencies.get(officeAgency) ?? { fa: '', en: '' };
  return {
    to,
    context: { office, recipient: to.name[language], now },
    agency: (slug) => agencies.get(slug)?.[language] ?? slug,
    person: async (id) => (await loadPerson(db, id))?.name[language] ?? '',
  };
}

/** An announcement and one of its texts, as mails tell of them. */
export interface Told {
  readonly state: AnnouncementState;
  readonly content: Content;
  /** How many people the text was submitted for; 0 before that. */
  readonly audienceCount: number;
  readonly announcement: MailAnnouncement;
}

/** An announcement as of one version; before the first, as of its draft. Null when it is not there. */
export async function tell(db: Queryable, desk: Desk, id: string, version?: number): Promise<Told | null> {
  const state = await loadState(db, id);
  if (!state) return null;
  const number = version ?? state.version?.number ?? state.lastVersion;
  const { content, audienceCount } = await textAt(db, id, number);
  const headlineLanguage = content.texts[desk.to.language] ? desk.to.language : 'fa';
  return {
    state,
    content,
    audienceCount,
    announcement: {
      kind: state.kind,
      severity: state.severity,
      drill: state.drill,
      version: number,
      headlineLanguage,
      headline: content.texts[headlineLanguage]?.headline ?? '',
      agency: desk.agency(state.agency),
      incident: await incidentTitle(db, state.incident, desk.to.language),
    },
  };
}

async function textAt(
  db: Queryable,
  id: string,
  version: number,
): Promise<Pick<Told, 'content' | 'audienceCount'>> {
  const [frozen] = await db
    .select({ content: versions.content, manifest: versions.manifest })
    .from(versions)
    .where(and(eq(versions.announcementId, id), eq(versions.number, version)));
  if (frozen) {
    const { audience } = JSON.parse(frozen.manifest) as Manifest;
    return { content: frozen.content, audienceCount: audience.count };
  }
  const [draft] = await db
    .select({ content: drafts.content })
    .from(drafts)
    .where(eq(drafts.announcementId, id));
  if (!draft) throw new Error(`announcement ${id} has no text`);
  return { content: draft.content, audienceCount: 0 };
}

async function incidentTitle(db: Queryable, id: string | null, language: Language): Promise<string | null> {
  if (id === null) return null;
  const [row] = await db.select({ title: incidents.title }).from(incidents).where(eq(incidents.id, id));
  return row?.title[language] ?? null;
}

/** One block of a content in every language it is written in. */
export function textsOf(content: Content, block: 'text' | 'withdrawal'): MailText[] {
  return languagesOf(content).flatMap((language): MailText[] => {
    const said = block === 'text' ? content.texts[language] : content.withdrawal[language];
    if (!said) return [];
    const action = block === 'text' ? (content.texts[language]?.action ?? '') : '';
    const { headline } = said;
    return [{ language, headline, body: statement(said.body, language), action: action.trim() === '' ? null : statement(action, language) }];
  });
} // prettier-ignore

function statement(text: string, language: Language): { html: string; text: string } {
  const blocks = parseStatement(text);
  const html = textOf({ name: 'html', segments: writeHtml(statementNodes(blocks)) });
  return { html, text: plainText(blocks, language) };
}

/** The names of people, in one language, by id. */
export async function namesOf(
  db: Queryable,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name[language]]));
}
