import { randomUUID } from 'node:crypto';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { codeHmac, signInCode, signInToken, tokenSha256 } from '../config/derive.js';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import type { Queryable, Tx } from './connection.js';
import { loadPerson, personByEmail, type PersonRecord } from './people.js';
import { people, signInAttempts } from './schema.js';
import { queueStaffMail } from './staff-mails.js';

/** A code that proves who somebody is lives ten minutes at most (ASVS 5.0, 6.5.5). */
const LIFETIME = sql`interval '10 minutes'`;
const MOST_WRONG_TRIES = 5;
/** Mails one person is sent within ten minutes, whoever asks for them. */
const MOST_MAILS = 3;

/**
 * Starts a sign-in by mail: a link and a code to the person of this address. An address nobody has gets an attempt
 * as well, and no mail, so that nobody learns who works here; so does one whose person was mailed often enough, and no
 * code opens it, so that guesses stay as few as mails. Gives the attempt's id, which is no secret.
 */
export async function startSignIn(tx: Tx, key: string, email: string): Promise<string> {
  const id = randomUUID();
  const person = await personByEmail(tx, email);
  const known = person && !person.left && (await mayBeMailed(tx, person.id)) ? person : null;
  await tx.insert(signInAttempts).values({
    id,
    personId: known?.id ?? null,
    email: email.replaceAll('\0', '').slice(0, 254).toLowerCase(),
    tokenSha256: tokenSha256(signInToken(key, id)),
    codeHmac: codeHmac(key, signInCode(key, id), id),
    expiresAt: sql`now() + ${LIFETIME}`,
  });
  if (known) await queueStaffMail(tx, { kind: 'sign_in', attempt: id, to: known.id });
  return id;
}

/** Under a lock on the person, so that attempts made at once count each other. */
async function mayBeMailed(tx: Tx, person: string): Promise<boolean> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, person)).for('no key update');
  const rows = await tx
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(and(eq(signInAttempts.personId, person), gt(signInAttempts.createdAt, sql`now() - ${LIFETIME}`)));
  return rows.length < MOST_MAILS;
}

/** The attempt a link in a mail belongs to; null where there is none that is open. */
export async function attemptOfLink(db: Queryable, token: string): Promise<string | null> {
  const [row] = await db
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(and(eq(signInAttempts.tokenSha256, tokenSha256(token)), open()));
  return row?.id ?? null;
}

const open = () => and(isNull(signInAttempts.usedAt), gt(signInAttempts.expiresAt, sql`now()`));

/**
 * Ends a sign-in with its code: the person, once. Refuses a wrong code with the tries left; after five wrong ones, and
 * for an attempt that is over, used or nobody's, `code_exhausted`: start again. The count is kept, so this must commit.
 */
export async function finishSignIn(
  tx: Tx,
  key: string,
  attempt: string,
  digits: string,
): Promise<Ruling<PersonRecord>> {
  const [row] = await tx
    .select()
    .from(signInAttempts)
    .where(and(eq(signInAttempts.id, attempt), open()))
    .for('update');
  if (!row || row.wrongTries >= MOST_WRONG_TRIES) return refused({ code: 'code_exhausted' });
  const person = row.personId === null ? null : await loadPerson(tx, row.personId);
  const right = row.codeHmac.equals(codeHmac(key, digits, attempt)) && person && !person.left;
  if (!right) {
    const wrongTries = row.wrongTries + 1;
    await tx.update(signInAttempts).set({ wrongTries }).where(eq(signInAttempts.id, attempt));
    const triesLeft = MOST_WRONG_TRIES - wrongTries;
    return refused(triesLeft > 0 ? { code: 'code_wrong', triesLeft } : { code: 'code_exhausted' });
  }
  await tx
    .update(signInAttempts)
    .set({ usedAt: sql`now()` })
    .where(eq(signInAttempts.id, attempt));
  return granted(person);
}

/** Forgets attempts that were over a day ago. */
export async function forgetOldAttempts(db: Queryable): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.expiresAt, sql`now() - interval '1 day'`));
}
