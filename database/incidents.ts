import { desc, eq, sql } from 'drizzle-orm';
import type { Localized } from '../domain/language.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { counters, incidents } from './schema.js';

export type IncidentRecord = typeof incidents.$inferSelect & {
  /** The number its counter gave last; 0 before the first. */
  readonly lastNumber: number;
};

const columns = {
  id: incidents.id,
  title: incidents.title,
  drill: incidents.drill,
  openedBy: incidents.openedBy,
  openedAt: incidents.openedAt,
  closedAt: incidents.closedAt,
  lastNumber: sql<number>`coalesce(${counters.value}, 0)`,
};

const all = (db: Queryable) =>
  db
    .select(columns)
    .from(incidents)
    .leftJoin(counters, eq(counters.series, sql`'incident/' || ${incidents.id}::text`))
    .$dynamic();

/** Every incident, the last opened first. */
export const listIncidents = (db: Queryable): Promise<IncidentRecord[]> =>
  all(db).orderBy(desc(incidents.openedAt), desc(incidents.id));

export async function loadIncident(db: Queryable, id: string): Promise<IncidentRecord | null> {
  const [row] = await all(db).where(eq(incidents.id, id));
  return row ?? null;
}

/** Opens an incident, audited. Whether it is a drill never changes. The same id again is the same incident. */
export async function openIncident(
  tx: Tx,
  actor: Actor & { readonly id: string },
  { id, title, drill }: { readonly id: string; readonly title: Localized; readonly drill: boolean },
): Promise<void> {
  const opened = await tx
    .insert(incidents)
    .values({ id, title, drill, openedBy: actor.id })
    .onConflictDoNothing()
    .returning({ id: incidents.id });
  if (opened.length === 0) return;
  await audit(tx, {
    actor,
    action: 'incident_opened',
    subject: { kind: 'incident', id },
    details: { drill },
  });
}
