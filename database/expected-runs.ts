import { sql, type SQL } from 'drizzle-orm';
import type { Db } from './connection.js';
import type { Fan } from './recipients.js';

/** An announcement whose life goes on, or of which something is still under way, and whose run was asked for before. */
const expected: SQL = sql`
  (a.status not in ('superseded', 'withdrawn', 'expired', 'refused', 'abandoned')
    or exists (select 1 from fan_outs f where f.announcement_id = a.id and f.finished_at is null and f.state <> 'planned')
    or exists (select 1 from acts c where c.announcement_id = a.id and c.status = 'recorded'))
  and not exists (select 1 from outbox o where o.kind = 'start_workflow' and o.key = a.id::text and o.done_at is null)`;

/** The announcements that should have an open run. */
export async function expectedRuns(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select a.id from announcements a where ${expected} order by a.id`,
  );
  return rows.map(({ id }) => id);
}

/** Whether one of them is such. */
export async function needsRun(db: Db, announcement: string): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from announcements a where a.id = ${announcement} and ${expected}`,
  );
  return rows.length > 0;
}

/** The fan-outs that should have an open run: adopted and not finished. */
export async function expectedFanOuts(db: Db): Promise<Fan[]> {
  const { rows } = await db.execute<Record<keyof Fan, never>>(sql`
    select announcement_id as announcement, channel from fan_outs
    where finished_at is null and state <> 'planned' order by announcement_id, channel`);
  return rows;
}

/** Acts that were delivered a while ago and never settled, as after the loss of what Temporal had of them. */
export async function forgottenActs(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select c.id from acts c join outbox o on o.kind = 'act' and o.key = c.id::text
    where c.status = 'recorded' and o.done_at < clock_timestamp() - interval '1 minute' order by c.position`);
  return rows.map(({ id }) => id);
}
