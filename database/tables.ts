import { sql } from 'drizzle-orm';
import type { Queryable } from './connection.js';

/** A table as backup and restore see it. */
export interface Table {
  readonly name: string;
  /** Those that are written; generated ones follow by themselves. */
  readonly columns: readonly string[];
  /** Columns that count by themselves. */
  readonly identities: readonly string[];
}

/** What a backup leaves out: what is over soon anyway, and the trial's mail. Sessions and sign-ins are not taken along. */
const passing = ['schema_migrations', 'sessions', 'sign_in_attempts', 'idempotency_keys', 'mailbox_messages'];

/** Every table whose rows matter, each after those it refers to, so that rows can be written in this order. */
export async function lastingTables(db: Queryable): Promise<Table[]> {
  const { rows } = await db.execute<{
    name: string;
    columns: string[];
    identities: string[];
    refers_to: string[];
  }>(sql`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as identities,
      array(select distinct t.relname::text from pg_constraint k join pg_class t on t.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers_to
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`);
  const left = new Map(rows.filter(({ name }) => !passing.includes(name)).map((row) => [row.name, row]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const next = [...left.values()].find(({ refers_to }) => refers_to.every((name) => !left.has(name)));
    if (!next) throw new Error(`tables refer to each other in a ring: ${[...left.keys()].join(', ')}`);
    left.delete(next.name);
    const { name, columns, identities } = next;
    ordered.push({ name, columns, identities });
  }
  return ordered;
}

/** The newest migration the database has; a backup fits only a database that has the same. */
export async function schemaVersion(db: Queryable): Promise<string> {
  const { rows } = await db.execute<{ version: string }>(
    sql`select string_agg(version || ':' || checksum, ' ' order by version) as version from schema_migrations`,
  );
  return rows[0]?.version ?? '';
}
