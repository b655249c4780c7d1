import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { loadPerson, type PersonRecord } from './people.js';
import { apiTokens } from './schema.js';

/** What a token may do: read; also draft and manage; also decide (where the policy accepts `token`). */
export const tokenScopes = ['read', 'write', 'decide'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** A token as it may be shown: never its secret, of which only the hash is kept. */
export interface TokenRecord {
  readonly id: string;
  readonly personId: string;
  readonly scope: TokenScope;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly seenAt: string | null;
}

/** Longest life of a token; longer ones are forgotten in a drawer. */
const LONGEST_LIFE_MS = 366 * 86_400_000;

/** Makes scanners of repositories and logs recognise a leaked token. */
const PREFIX = 'eblagh_';

/**
 * Makes an API token of 256 random bits for a person, audited. The secret is in the answer and nowhere else.
 * Refuses a person who left and an end that is past or more than a year away.
 */
export async function createToken(
  tx: Tx,
  actor: Actor,
  { personId, scope, until }: { personId: string; scope: TokenScope; until: string },
): Promise<Ruling<{ record: TokenRecord; token: string }>> {
  const person = await loadPerson(tx, personId);
  if (!person) return refused({ code: 'not_found' });
  if (person.left) return refused({ code: 'person_left' });
  const life = Date.parse(until) - Date.now();
  if (!(life > 0 && life <= LONGEST_LIFE_MS))
    return refused({ code: 'invalid_request', field: 'until', problem: 'not_within_a_year' });
  const token = PREFIX + randomBytes(32).toString('base64url');
  const [row] = await tx
    .insert(apiTokens)
    .values({ personId, scope, tokenSha256: sha256(token), expiresAt: new Date(until).toISOString() })
    .returning(shown);
  if (!row) throw new Error('an inserted row was not returned');
  const details = { person: personId, scope, until: row.expiresAt };
  await audit(tx, { actor, action: 'token_created', subject: { kind: 'token', id: row.id }, details });
  return granted({ record: row, token });
}

/** Whose token this is and what it may do; null for one that is unknown, expired, revoked or whose person left. */
export async function tokenHolder(
  db: Queryable,
  token: string,
): Promise<{ id: string; person: PersonRecord; scope: TokenScope } | null> {
  const [row] = await db
    .select()
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.tokenSha256, sha256(token)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, sql<string>`now()`),
      ),
    );
  const person = row && (await loadPerson(db, row.personId));
  return person && !person.left ? { id: row.id, person, scope: row.scope } : null;
}

/** A person's tokens, newest first. */
export async function tokensOf(db: Queryable, personId: string): Promise<TokenRecord[]> {
  return db
    .select(shown)
    .from(apiTokens)
    .where(eq(apiTokens.personId, personId))
    .orderBy(desc(apiTokens.createdAt));
}

/** Ends a token at once, audited; ending it again changes nothing. */
export async function revokeToken(tx: Tx, actor: Actor, id: string): Promise<Ruling<TokenRecord>> {
  const [row] = await tx.select(shown).from(apiTokens).where(eq(apiTokens.id, id)).for('update');
  if (!row) return refused({ code: 'not_found' });
  if (row.revokedAt !== null) return granted(row);
  const [ended] = await tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(eq(apiTokens.id, id))
    .returning(shown);
  await audit(tx, {
    actor,
    action: 'token_revoked',
    subject: { kind: 'token', id },
    details: { person: row.personId },
  });
  return granted(ended ?? row);
}

const sha256 = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

const shown = {
  id: apiTokens.id,
  personId: apiTokens.personId,
  scope: apiTokens.scope,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  revokedAt: apiTokens.revokedAt,
  seenAt: apiTokens.seenAt,
};
