import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { codeHmac, linkCode, tokenSha256 } from '../config/derive.js';
import type { Refusal } from '../domain/refusal.js';
import type { Queryable, Tx } from './connection.js';
import { parseEmail } from './email-address.js';
import type { InvitationRow } from './invitations.js';
import { loadPerson } from './people.js';
import { decisions, invitations, linkFetches } from './schema.js';
import { queueStaffMail } from './staff-mails.js';

const MOST_WRONG_TRIES = 5;
export const MOST_CODES = 3;

/** The invitation a link belongs to; null for a token nobody was sent. */
export async function invitationOfLink(db: Queryable, token: string): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.tokenSha256, tokenSha256(token)));
  return row ?? null;
}

/** The invitation under which a person is asked to sign now; null where they are not. */
export async function signersInvitation(
  db: Queryable,
  announcement: string,
  person: string,
): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.announcementId, announcement),
        eq(invitations.personId, person),
        isNotNull(invitations.post),
        isNull(invitations.endedAt),
      ),
    )
    .orderBy(desc(invitations.generation));
  return row ?? null;
}

/** Notes that a link was fetched: by its holder or by a machine that reads mail. Nothing follows from it. */
export async function noteFetch(
  db: Queryable,
  invitation: string,
  method: string,
  userAgent: string | undefined,
): Promise<void> {
  const agent = userAgent?.slice(0, 300) ?? null;
  await db.insert(linkFetches).values({ invitationId: invitation, method, userAgent: agent });
}

/** Whether five wrong codes were typed since the last one was mailed. */
export const isExhausted = ({ wrongTries }: InvitationRow): boolean => wrongTries >= MOST_WRONG_TRIES;

/**
 * Holds typed digits against the code mailed beside an invitation. Empty is no try; a wrong one is counted, so the
 * transaction must commit whatever this says. None: the code is right.
 */
export async function tryCode(
  tx: Tx,
  key: string,
  invitation: string,
  digits: string,
): Promise<readonly Refusal[]> {
  const [row] = await tx.select().from(invitations).where(eq(invitations.id, invitation)).for('update');
  if (!row) return [{ code: 'not_found' }];
  if (isExhausted(row)) return [{ code: 'code_exhausted' }];
  if (digits === '') return [{ code: 'invalid_request', field: 'code', problem: 'missing' }];
  if (row.codeHmac?.equals(codeHmac(key, digits, invitation))) return [];
  const wrongTries = row.wrongTries + 1;
  await tx.update(invitations).set({ wrongTries }).where(eq(invitations.id, invitation));
  const triesLeft = MOST_WRONG_TRIES - wrongTries;
  return [triesLeft > 0 ? { code: 'code_wrong', triesLeft } : { code: 'code_exhausted' }];
}

/**
 * Mails a new code to the person of an exhausted invitation who types their own address; three times at most. Any other
 * address, or none, does nothing and counts nothing. The link stays as it is.
 */
export async function requestCode(tx: Tx, key: string, invitation: string, email: string): Promise<void> {
  const [row] = await tx.select().from(invitations).where(eq(invitations.id, invitation)).for('update');
  const person = row && isExhausted(row) ? await loadPerson(tx, row.personId) : null;
  if (!person || person.left || parseEmail(email)?.key !== person.email) return;
  await renewCode(tx, key, invitation);
}

/** Makes a new code and mails it; the one before it ends. Refused for an invitation that is over, and after three codes. */
export async function renewCode(tx: Tx, key: string, invitation: string): Promise<readonly Refusal[]> {
  const [row] = await tx.select().from(invitations).where(eq(invitations.id, invitation)).for('update');
  if (!row || row.endedAt !== null) return [{ code: 'link_ended', because: row?.endedBecause ?? 'closed' }];
  if (row.codesSent >= MOST_CODES) return [{ code: 'code_exhausted' }];
  const codeGeneration = row.codeGeneration + 1;
  const hmac = codeHmac(key, linkCode(key, invitation, codeGeneration), invitation);
  await tx
    .update(invitations)
    .set({ codeGeneration, codeHmac: hmac, wrongTries: 0, codesSent: row.codesSent + 1 })
    .where(eq(invitations.id, invitation));
  await queueStaffMail(tx, { kind: 'new_code', invitation, codeGeneration, to: row.personId });
  return [];
}

/** The decisions given under one invitation, in order: at most one that is not void. */
export const decisionsUnder = (
  db: Queryable,
  invitation: string,
): Promise<(typeof decisions.$inferSelect)[]> =>
  db.select().from(decisions).where(eq(decisions.invitationId, invitation)).orderBy(asc(decisions.at));

/** Whoever decided a seat of a version, where a decision counts. */
export async function decisionOfSeat(
  db: Queryable,
  announcement: string,
  version: number,
  seat: string,
): Promise<typeof decisions.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.announcementId, announcement),
        eq(decisions.version, version),
        eq(decisions.seat, seat),
        decisions.counts,
      ),
    );
  return row ?? null;
}

/**
 * The version a person knows: the one they last decided on, else the last they were mailed about, before `version`.
 * Null for somebody who sees this announcement for the first time.
 */
export async function lastSeenVersion(
  db: Queryable,
  announcement: string,
  person: string,
  version: number,
): Promise<{ readonly version: number; readonly because: 'decided_on' | 'mailed' } | null> {
  const [decided] = await db
    .select({ version: decisions.version })
    .from(decisions)
    .where(and(eq(decisions.announcementId, announcement), eq(decisions.personId, person), sql`${decisions.version} < ${version}`, sql`${decisions.status} <> 'void'`))
    .orderBy(desc(decisions.version))
    .limit(1);
  if (decided) return { version: decided.version, because: 'decided_on' };
  const [mailed] = await db
    .select({ version: invitations.version })
    .from(invitations)
    .where(and(eq(invitations.announcementId, announcement), eq(invitations.personId, person), sql`${invitations.version} < ${version}`, isNotNull(invitations.mailedAt)))
    .orderBy(desc(invitations.version))
    .limit(1);
  return mailed ? { version: mailed.version, because: 'mailed' } : null;
} // prettier-ignore
