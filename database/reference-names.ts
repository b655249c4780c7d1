import { inArray, sql } from 'drizzle-orm';
import type { Language, Localized } from '../domain/language.js';
import type { Queryable } from './connection.js';
import { agencies, people, versions, drafts } from './schema.js';

/** How ids and slugs are called in one language; what is unknown stays as it is. */
export interface NameBook {
  readonly agency: (slug: string) => string;
  readonly person: (id: string) => string;
  readonly announcement: (id: string) => string;
}

/** A person as lists and records name them. */
export interface PersonRef {
  readonly id: string;
  readonly name: Localized;
  readonly agency: string | null;
}

/** Everybody's name, those who left too: decisions they gave still name them. */
export async function peopleById(db: Queryable): Promise<Map<string, PersonRef>> {
  const rows = await db.select({ id: people.id, name: people.name, agency: people.agency }).from(people);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The name of every agency, closed ones too, by slug. */
export async function agencyNames(db: Queryable): Promise<Map<string, Localized>> {
  const rows = await db.select({ slug: agencies.slug, name: agencies.name }).from(agencies);
  return new Map(rows.map(({ slug, name }) => [slug, name]));
}

/** Headlines of announcements, of their newest version or else of their draft. */
export async function headlines(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, { readonly fa: string; readonly en: string | null }>> {
  if (ids.length === 0) return new Map();
  const newest = await db
    .selectDistinctOn([versions.announcementId], {
      id: versions.announcementId,
      fa: sql<string>`${versions.content} #>> '{texts,fa,headline}'`,
      en: sql<string | null>`${versions.content} #>> '{texts,en,headline}'`,
    })
    .from(versions)
    .where(inArray(versions.announcementId, [...ids]))
    .orderBy(versions.announcementId, sql`${versions.number} desc`);
  const drafted = await db
    .select({
      id: drafts.announcementId,
      fa: sql<string>`${drafts.content} #>> '{texts,fa,headline}'`,
      en: sql<string | null>`${drafts.content} #>> '{texts,en,headline}'`,
    })
    .from(drafts)
    .where(inArray(drafts.announcementId, [...ids]));
  return new Map([...drafted, ...newest].map(({ id, fa, en }) => [id, { fa, en }]));
}

/** Names for sentences in one language; `announcementIds` are those a sentence may mention. */
export async function nameBook(
  db: Queryable,
  language: Language,
  announcementIds: readonly string[] = [],
): Promise<NameBook> {
  const [persons, offices, titles] = [
    await peopleById(db),
    await agencyNames(db),
    await headlines(db, announcementIds),
  ];
  return {
    agency: (slug) => offices.get(slug)?.[language] ?? slug,
    person: (id) => persons.get(id)?.name[language] ?? id,
    announcement: (id) => titles.get(id)?.[language] ?? titles.get(id)?.fa ?? id,
  };
}
