import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Queryable } from './connection.js';
import { loadPerson, type PersonRecord } from './people.js';
import { sessions } from './schema.js';

/** A working day; then the person signs in again (ASVS 5.0, 7.3.2). */
const LIFETIME = sql`interval '12 hours'`;
/** Without a request for this long a session has ended (ASVS 5.0, 7.3.1). */
const IDLE = sql`interval '3 hours'`;

export interface Session {
  readonly person: PersonRecord;
  readonly assurance: 'session' | 'passkey';
}

/** Opens a session. Only the SHA-256 of its token is kept. */
export async function openSession(db: Queryable, tokenSha256: Buffer, person: string): Promise<void> {
  await db
    .insert(sessions)
    .values({ tokenSha256, personId: person, assurance: 'session', expiresAt: sql`now() + ${LIFETIME}` });
}

const isOpen = (tokenSha256: Buffer) =>
  and(
    eq(sessions.tokenSha256, tokenSha256),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, sql`now()`),
    sql`${sessions.seenAt} > now() - ${IDLE}`,
  );

/** The open session of a token; null for one that ended, ran out, slept too long, or whose person left. */
export async function findSession(db: Queryable, tokenSha256: Buffer): Promise<Session | null> {
  const [row] = await db
    .select({
      person: sessions.personId,
      assurance: sessions.assurance,
      unseen: sql<boolean>`${sessions.seenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .where(isOpen(tokenSha256));
  const person = row && (await loadPerson(db, row.person));
  if (!row || !person || person.left) return null;
  if (row.unseen)
    await db
      .update(sessions)
      .set({ seenAt: sql`now()` })
      .where(isOpen(tokenSha256));
  return { person, assurance: row.assurance };
}

/** Ends a session; ending it again changes nothing. */
export async function endSession(db: Queryable, tokenSha256: Buffer): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.tokenSha256, tokenSha256), isNull(sessions.endedAt)));
}
