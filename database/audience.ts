import { sql, type SQL } from 'drizzle-orm';
import type { AudienceDefinition } from '../domain/content/content.js';
import type { Language } from '../domain/language.js';
import type { Queryable } from './connection.js';

/** One recipient as the audience definition finds them now. */
export interface Member {
  readonly contact: string;
  readonly address: string;
  readonly name: string;
  readonly language: Language;
  /** Reached by public bulletins alone: the mail offers one-click unsubscribing. */
  readonly bulletin: boolean;
}

/**
 * The members of an audience: the union of its lists, each contact once. Whoever unsubscribed is left out, unless a list
 * of officials, which is no bulletin, names them too.
 */
export function membersOf({ lists }: AudienceDefinition): SQL {
  return sql`
    select c.id as contact, c.email as address, coalesce(nullif(c.name, ''), nullif(c.organisation, ''), c.email) as name,
           c.language, bool_and(l.bulletin) as bulletin
    from contact_list_members m
    join contact_lists l on l.id = m.list_id
    join contacts c on c.id = m.contact_id
    where m.list_id = any(${uuids(lists)})
    group by c.id
    having not bool_and(l.bulletin) or not exists (select 1 from unsubscribes u where u.contact_id = c.id)`;
}

/** How many people an audience is at this moment. */
export async function countAudience(db: Queryable, definition: AudienceDefinition): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${membersOf(definition)}) members`,
  );
  return rows[0]?.count ?? 0;
}

/** The lists a definition names that are not there. */
export async function unknownLists(db: Queryable, { lists }: AudienceDefinition): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id::text from contact_lists where id = any(${uuids(lists)})`,
  );
  const known = new Set(rows.map(({ id }) => id));
  return lists.filter((id) => !known.has(id));
}

/** A PostgreSQL array of ids as one parameter. */
const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;
