import type { AnnouncementKind, Severity } from '../domain/announcement/kinds.js';
import { choosePolicy } from '../domain/policy/choose.js';
import type { Policy } from '../domain/policy/policy.js';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import type { Queryable } from './connection.js';
import { policiesInForce, type PolicyInForce } from './policies.js';

/** The policy in force for one severity and kind, as submission captures it; refused where none or several cover it. */
export async function applicablePolicy(
  db: Queryable,
  severity: Severity,
  kind: AnnouncementKind,
): Promise<Ruling<PolicyInForce>> {
  const inForce = await policiesInForce(db);
  const policies = inForce.map(({ policy }) => policy);
  const chosen = choosePolicy(policies, severity, kind);
  if (!chosen.ok) return chosen;
  const found = inForce.find(({ policy }) => policy === chosen.value);
  return found ? granted(found) : refused({ code: 'policy_missing', severity, kind });
}

/** The same as a bare policy, or null: for questions about a draft that can be answered without one. */
export async function policyFor(
  db: Queryable,
  severity: Severity,
  kind: AnnouncementKind,
): Promise<Policy | null> {
  const found = await applicablePolicy(db, severity, kind);
  return found.ok ? found.value.policy : null;
}
