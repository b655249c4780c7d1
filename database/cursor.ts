import { sql, type SQL } from 'drizzle-orm';
import { isUuid } from '../domain/uuid.js';

/** A moment as a cursor holds it: whole microseconds since 1970, the database's own precision. */
export const positionOf = (moment: SQL | { getSQL(): SQL }): SQL<string> =>
  sql<string>`(extract(epoch from ${moment}) * 1000000)::bigint::text`;

/** The row a cursor names, to be compared with `(moment, id)` of others. */
export const rowAt = ([position, id]: readonly [position: string, id: string]): SQL =>
  sql`(timestamptz 'epoch' + ${position}::bigint * interval '1 microsecond', ${id}::uuid)`;

/** A cursor names the last row shown. */
export const toCursor = (position: string, id: string): string =>
  Buffer.from(JSON.stringify([position, id])).toString('base64url');

/** What a cursor names; null for one that was not made here. */
export function fromCursor(cursor: string): readonly [position: string, id: string] | null {
  const [position, id] = partsOf(Buffer.from(cursor, 'base64url').toString('utf8'));
  const fits =
    typeof position === 'string' && /^\d{1,17}$/.test(position) && typeof id === 'string' && isUuid(id);
  return fits ? [position, id] : null;
}

function partsOf(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
