import { and, desc, eq, lt } from 'drizzle-orm';
import type { Queryable } from './connection.js';
import { audit } from './schema.js';

export interface AuditQuery {
  readonly limit: number;
  /** Position of the last one shown. */
  readonly before?: number | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
}

/** Audit lines, the newest first; `next` is the position to go on from, null on the last page. */
export async function auditPage(db: Queryable, query: AuditQuery) {
  const rows = await db
    .select()
    .from(audit)
    .where(
      and(
        query.before === undefined ? undefined : lt(audit.position, query.before),
        query.subjectKind === undefined ? undefined : eq(audit.subjectKind, query.subjectKind),
        query.subjectId === undefined ? undefined : eq(audit.subjectId, query.subjectId),
        query.actor === undefined ? undefined : eq(audit.actor, query.actor),
        query.action === undefined ? undefined : eq(audit.action, query.action),
      ),
    )
    .orderBy(desc(audit.position))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit).map(({ subjectKind: kind, subjectId: id, ...line }) => ({
    ...line,
    subject: { kind, id },
  }));
  return { items, next: rows.length > query.limit ? (items.at(-1)?.position ?? null) : null };
}
