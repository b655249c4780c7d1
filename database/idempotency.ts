import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Queryable } from './connection.js';
import { idempotencyKeys } from './schema.js';

/** One request as its sender names it: whose, where, under which key, with which body. */
export interface KeyedRequest {
  readonly actor: string;
  /** Method and path as it was called. */
  readonly route: string;
  readonly key: string;
  readonly bodySha256: Buffer;
}

/** The answer kept under a key, repeated as it was. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Claim =
  | { readonly claim: 'mine' }
  | { readonly claim: 'finished'; readonly answer: KeptAnswer }
  | { readonly claim: 'under_way' }
  | { readonly claim: 'other_body' };

/** A holder touches its key every three seconds; one silent for so long has died and is taken over. */
const SILENCE = sql`interval '10 seconds'`;

const row = ({ actor, route, key }: KeyedRequest) =>
  and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key));

/** Takes the key for this request, or says who has it. One caller alone ever gets `mine`. */
export async function claimKey(db: Queryable, request: KeyedRequest): Promise<Claim> {
  const taken = await db
    .insert(idempotencyKeys)
    .values(request)
    .onConflictDoUpdate({
      target: [idempotencyKeys.actor, idempotencyKeys.route, idempotencyKeys.key],
      set: { createdAt: sql`now()` },
      setWhere: sql`${idempotencyKeys.finishedAt} is null and ${idempotencyKeys.bodySha256} = excluded.body_sha256
        and ${idempotencyKeys.createdAt} < now() - ${SILENCE}`,
    })
    .returning({ key: idempotencyKeys.key });
  if (taken.length > 0) return { claim: 'mine' };
  const [held] = await db.select().from(idempotencyKeys).where(row(request));
  if (!held) return claimKey(db, request);
  if (!held.bodySha256.equals(request.bodySha256)) return { claim: 'other_body' };
  if (held.finishedAt === null || held.status === null) return { claim: 'under_way' };
  const answer = { status: held.status, headers: held.headers ?? {}, body: held.body ?? '' };
  return { claim: 'finished', answer };
}

/** Says that the holder still works on it. */
export async function touchKey(db: Queryable, request: KeyedRequest): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ createdAt: sql`now()` })
    .where(and(row(request), isNull(idempotencyKeys.finishedAt)));
}

/** Keeps the answer under the key. */
export async function finishKey(db: Queryable, request: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ ...answer, finishedAt: sql`now()` })
    .where(and(row(request), isNull(idempotencyKeys.finishedAt)));
}

/** Lets the key go after a failure that was not an answer, so that the same request may be tried again. */
export async function releaseKey(db: Queryable, request: KeyedRequest): Promise<void> {
  await db.delete(idempotencyKeys).where(and(row(request), isNull(idempotencyKeys.finishedAt)));
}

/** Forgets answers older than two days: nobody repeats a request after that. */
export async function forgetOldKeys(db: Queryable): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '2 days'`));
}
