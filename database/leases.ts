import { sql, type SQL } from 'drizzle-orm';
import { whenInDoubt, type FanOutState } from '../domain/announcement/delivery.js';
import type { Tx } from './connection.js';
import type { LeasedRow } from './deliveries.js';
import type { Fan } from './recipients.js';

export interface LeaseTerms {
  readonly rows: number;
  readonly leaseMs: number;
  /** From the adoption until what is unsent is expired. */
  readonly giveUpMs: number;
  /** What becomes of rows that a lost worker was sending. */
  readonly inDoubt: 'resend' | 'hold';
  readonly lockKey: number;
}

export interface Lease {
  readonly state: FanOutState;
  readonly fence: number;
  readonly rows: readonly LeasedRow[];
  /** Rows of lost workers that nobody can vouch for. */
  readonly doubtful: number;
}

const where = ({ announcement, channel }: Fan): SQL =>
  sql`announcement_id = ${announcement} and channel = ${channel}`;

/**
 * Leases the next rows under a new fencing token, under the fan-out's lock. `hold` must take the token's own session lock
 * before this commits: a lease whose lock is free is a lost one. Before that, rows of lost leases come back, rows past
 * the give-up time expire, rows of a cancelled release are cancelled, and whoever unsubscribed since is left out.
 */
export async function takeLease(
  tx: Tx,
  fan: Fan,
  terms: LeaseTerms,
  hold: (fence: number) => Promise<void>,
): Promise<Lease> {
  const { rows: locked } = await tx.execute<{ state: FanOutState; fence: number }>(sql`
    update fan_outs set fence = fence + 1 where ${where(fan)} returning state, fence::float8 as fence`);
  const [row] = locked;
  if (!row) throw new Error(`fan-out ${fan.announcement}/${fan.channel} is not there`);
  const { state, fence } = row;
  const doubtful = await reclaim(tx, fan, terms);
  await endRows(tx, fan, state, terms);
  if (state !== 'running') return { state, fence, rows: [], doubtful };
  await hold(fence);
  await lease(tx, fan, fence, terms);
  await leaveOutUnsubscribed(tx, fan, fence);
  const { rows } = await tx.execute<Record<keyof LeasedRow, never>>(sql`
    select row_number as "row", contact_id as contact, address, language, recipient, attempts, doubts
    from deliveries where ${where(fan)} and fence = ${fence} and state = 'leased' order by row_number`);
  return { state, fence, rows: rows as unknown as LeasedRow[], doubtful };
}

/** Takes back the rows of leases whose holder is gone: its session lock is free, or it has not renewed in time. */
async function reclaim(tx: Tx, fan: Fan, { lockKey, inDoubt }: LeaseTerms): Promise<number> {
  const { rows: lost } = await tx.execute<{ fence: number }>(sql`
    select fence::float8 as fence from (
      select fence, max(leased_until) as until from deliveries
      where ${where(fan)} and state in ('leased', 'sending') group by fence) held
    where until < clock_timestamp() or pg_try_advisory_xact_lock(${lockKey}, fence::int)`);
  if (lost.length === 0) return 0;
  const fences = sql`fence = any(${`{${lost.map(({ fence }) => fence).join(',')}}`}::bigint[])`;
  await tx.execute(sql`
    update deliveries set state = 'queued', fence = null, leased_until = null
    where ${where(fan)} and ${fences} and state = 'leased'`);
  const first = whenInDoubt(inDoubt, 1);
  const second = whenInDoubt(inDoubt, 2);
  const { rows } = await tx.execute(sql`
    update deliveries set doubts = doubts + 1, fence = null, leased_until = null, next_at = clock_timestamp(),
      state = case when doubts = 0 then ${first} else ${second} end, reply = 'the worker was lost while it was sending',
      finished_at = case when (case when doubts = 0 then ${first} else ${second} end) = 'held' then clock_timestamp() end
    where ${where(fan)} and ${fences} and state = 'sending' returning 1`);
  return rows.length;
}

const waiting = sql.raw(`('planned', 'queued', 'deferred', 'in_doubt')`);

async function endRows(tx: Tx, fan: Fan, state: FanOutState, { giveUpMs }: LeaseTerms): Promise<void> {
  if (state === 'cancelled') await end(tx, fan, 'cancelled', sql`true`);
  const { rows } = await tx.execute<{ late: boolean }>(sql`
    select clock_timestamp() > least(f.adopted_at + ${giveUpMs} * interval '1 millisecond', a.expires_at) as late
    from fan_outs f join announcements a on a.id = f.announcement_id where f.announcement_id = ${fan.announcement} and f.channel = ${fan.channel}`);
  if (rows[0]?.late) await end(tx, fan, 'expired', sql`true`);
}

async function end(
  tx: Tx,
  fan: Fan,
  state: 'cancelled' | 'expired',
  which: SQL,
  reply: string | null = null,
): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = ${state}, finished_at = clock_timestamp(), next_at = null, reply = coalesce(${reply}, reply)
    where ${where(fan)} and state in ${waiting} and ${which}`);
}

async function lease(tx: Tx, fan: Fan, fence: number, { rows, leaseMs }: LeaseTerms): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'leased', fence = ${fence}, next_at = null,
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where ${where(fan)} and row_number in (
      select row_number from deliveries
      where ${where(fan)} and (state in ('planned', 'queued')
        or (state in ('deferred', 'in_doubt') and next_at <= clock_timestamp()))
      order by row_number limit ${rows})`);
}

/** Looked at again here, since weeks may lie between the release of a text and the mail of another. */
async function leaveOutUnsubscribed(tx: Tx, fan: Fan, fence: number): Promise<void> {
  await tx.execute(sql`
    update deliveries d set state = 'cancelled', finished_at = clock_timestamp(), leased_until = null, reply = 'unsubscribed'
    where ${where(fan)} and fence = ${fence} and state = 'leased' and (recipient ->> 'bulletin')::boolean
      and exists (select 1 from unsubscribes u where u.contact_id = d.contact_id)`);
}
