import { createHash } from 'node:crypto';
import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Policy } from '../domain/policy/policy.js';
import { canonicalJson } from '../domain/rendering/canonical.js';
import { audit, type Actor, type AuditEntry } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { policies } from './schema.js';

/** A policy and the text it was read from. */
export interface PolicySource {
  readonly policy: Policy;
  /** YAML, as its author wrote it. */
  readonly source: string;
}

/** One policy in force; submission captures `policy` by value and names `version`. */
export interface PolicyInForce extends PolicySource {
  readonly version: number;
  /** Of the canonical JSON of `policy`, in hex. */
  readonly sha256: string;
  readonly createdAt: string;
}

/** The policies in force, by id. */
export async function policiesInForce(db: Queryable): Promise<PolicyInForce[]> {
  const rows = await db.select().from(policies).where(isNull(policies.retiredAt)).orderBy(asc(policies.id));
  return rows.map(({ body, source, version, sha256, createdAt }) => ({
    policy: body,
    source,
    version,
    sha256,
    createdAt,
  }));
}

/**
 * Makes exactly `set` the policies in force: what differs becomes a new version, what is missing is retired, what is
 * the same stays as it is. Audited. The caller has checked the whole set (`checkPolicySet`): no overlap, no hole.
 * Announcements in flight keep the policy they were submitted under.
 */
export async function installPolicies(tx: Tx, actor: Actor, set: readonly PolicySource[]): Promise<void> {
  await tx.execute(sql`lock table ${policies} in share row exclusive mode`);
  const present = new Map((await policiesInForce(tx)).map((one) => [one.policy.id, one]));
  const changed = set.filter(({ policy }) => present.get(policy.id)?.sha256 !== policySha256(policy));
  const wanted = new Set(set.map(({ policy }) => policy.id));
  const gone = [...present.keys()].filter((id) => !wanted.has(id));
  for (const id of gone) await retire(tx, id);
  const entries: AuditEntry[] = gone.map((id) => entry(actor, 'policy_retired', id, {}));
  for (const one of changed) {
    await retire(tx, one.policy.id);
    const version = await insertVersion(tx, actor, one);
    entries.push(
      entry(actor, 'policy_installed', one.policy.id, { version, sha256: policySha256(one.policy) }),
    );
  }
  await audit(tx, ...entries);
}

/** SHA-256 of a policy's canonical JSON, in hex. */
export const policySha256 = (policy: Policy): string =>
  createHash('sha256').update(canonicalJson(policy), 'utf8').digest('hex');

async function retire(tx: Tx, id: string): Promise<void> {
  await tx
    .update(policies)
    .set({ retiredAt: sql`now()` })
    .where(sql`${policies.id} = ${id} and ${policies.retiredAt} is null`);
}

async function insertVersion(tx: Tx, actor: Actor, { policy, source }: PolicySource): Promise<number> {
  const [last] = await tx
    .select({ version: sql<number>`coalesce(max(${policies.version}), 0)::int` })
    .from(policies)
    .where(eq(policies.id, policy.id));
  const version = (last?.version ?? 0) + 1;
  await tx.insert(policies).values({
    id: policy.id,
    version,
    body: policy,
    source,
    sha256: policySha256(policy),
    createdBy: actor.id,
  });
  return version;
}

const entry = (actor: Actor, action: string, id: string, details: Record<string, unknown>): AuditEntry => ({
  actor,
  action,
  subject: { kind: 'policy', id },
  details,
});
