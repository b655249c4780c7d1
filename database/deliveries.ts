import { sql } from 'drizzle-orm';
import { finalDeliveryStates, type FanOutState } from '../domain/announcement/delivery.js';
import type { Language } from '../domain/language.js';
import type { Db, Tx } from './connection.js';
import type { Fan } from './recipients.js';
import type { RecipientValues } from './schema.js';

/** A recipient's row under a lease. */
export interface LeasedRow {
  readonly row: number;
  readonly contact: string;
  readonly address: string;
  readonly language: Language;
  readonly recipient: RecipientValues;
  readonly attempts: number;
  readonly doubts: number;
}

/** What became of a row that was `sending`. */
export interface Mark {
  readonly row: number;
  readonly state: 'accepted' | 'refused' | 'deferred' | 'in_doubt' | 'held' | 'queued';
  readonly reply: string;
  /** Until it is tried again; for `deferred` and `in_doubt`. */
  readonly waitMs?: number;
}

const where = ({ announcement, channel }: Fan) =>
  sql`announcement_id = ${announcement} and channel = ${channel}`;
const finals = sql.raw(finalDeliveryStates.map((state) => `'${state}'`).join(', '));

/**
 * One window: writes down what became of rows that were `sending` and, in the same statement, moves the next ones to
 * `sending`, unless the fan-out was stopped. Both only under the lease's fence. Gives the rows it moved, and throws
 * {@link LeaseLost} when a mark found its row gone.
 */
export async function turnWindow(
  db: Db,
  fan: Fan,
  fence: number,
  marks: readonly Mark[],
  next: readonly number[],
): Promise<number[]> {
  const { rows } = await db.execute<{ marked: number; moved: number[] }>(sql`
    with fan as (select state from fan_outs where ${where(fan)} for share),
    marked as (
      update deliveries d set state = m.state, reply = m.reply,
        doubts = d.doubts + case when m.doubt then 1 else 0 end,
        attempts = d.attempts - case when m.state = 'queued' then 1 else 0 end,
        next_at = case when m.wait is null then null else clock_timestamp() + m.wait * interval '1 millisecond' end,
        finished_at = case when m.state in (${finals}) then clock_timestamp() end,
        fence = case when m.state in (${finals}) then d.fence end, leased_until = null
      from jsonb_to_recordset(${JSON.stringify(marks.map(toRecord))}::jsonb)
        as m("row" int, state text, reply text, wait int, doubt boolean)
      where ${where(fan)} and d.row_number = m."row" and d.fence = ${fence} and d.state = 'sending'
      returning 1),
    moved as (
      update deliveries set state = 'sending', attempts = attempts + 1
      where ${where(fan)} and row_number = any(${ints(next)}) and fence = ${fence} and state = 'leased'
        and (select state from fan) = 'running'
      returning row_number)
    select (select count(*)::int from marked) as marked,
           (select coalesce(array_agg(row_number order by row_number), '{}') from moved) as moved`);
  const [turned] = rows;
  if (turned?.marked !== marks.length)
    throw new LeaseLost(`lease ${fence} of ${fan.announcement}/${fan.channel}`);
  return turned.moved;
}

/** Somebody else holds these rows now; nothing more may be sent or marked under this lease. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

const toRecord = ({ row, state, reply, waitMs }: Mark) => {
  const doubt = state === 'in_doubt' || state === 'held';
  return {
    row,
    state,
    reply: reply.replaceAll('\0', ''),
    wait: waitMs === undefined ? null : Math.round(waitMs),
    doubt,
  };
};

/**
 * Says that the lease's holder is alive. It waits for no row: a window that is turning holds some and may want others, and
 * one renewed row speaks for the lease.
 */
export async function renewLease(db: Db, fan: Fan, fence: number, leaseMs: number): Promise<void> {
  await db.execute(sql`
    update deliveries set leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where ${where(fan)} and row_number in (
      select row_number from deliveries
      where ${where(fan)} and fence = ${fence} and state in ('leased', 'sending')
      for update skip locked)`);
}

/** Gives back what was leased and not sent. */
export async function returnLease(db: Db, fan: Fan, fence: number): Promise<void> {
  await db.execute(sql`
    update deliveries set state = 'queued', fence = null, leased_until = null
    where ${where(fan)} and fence = ${fence} and state = 'leased'`);
}

/** How a fan-out stands: its switch, and when the next open row is due. */
export interface Outlook {
  readonly state: FanOutState;
  readonly open: boolean;
  /** Until a row is due; 0 when one is, null when every open row is leased by somebody. */
  readonly dueInMs: number | null;
}

export async function outlook(db: Db | Tx, fan: Fan): Promise<Outlook> {
  const { rows } = await db.execute<{ state: FanOutState; open: boolean; due: number | null }>(sql`
    select state,
      exists (select 1 from deliveries d where ${where(fan)} and d.state in (${open})) as open,
      case when exists (select 1 from deliveries d where ${where(fan)} and d.state in ('planned', 'queued')) then 0
      else (select greatest(0, extract(epoch from min(next_at) - clock_timestamp()) * 1000)::float8 from deliveries d
            where ${where(fan)} and d.state in ('deferred', 'in_doubt')) end as due
    from fan_outs where ${where(fan)}`);
  const [row] = rows;
  if (!row) throw new Error(`fan-out ${fan.announcement}/${fan.channel} is not there`);
  return { state: row.state, open: row.open, dueInMs: row.due };
}

const open = sql.raw(`'planned', 'queued', 'leased', 'sending', 'deferred', 'in_doubt'`);

const ints = (values: readonly number[]) => sql`${`{${values.join(',')}}`}::int[]`;
