import type { Actor as AuditActor } from '../../database/audit.js';
import type { PersonRecord } from '../../database/people.js';
import type { Assurance } from '../../domain/policy/policy.js';
import type { Scope } from '../../contract/operation.js';

/** Who asks, and how sure we are: a signed-in person, or a person's API token. */
export interface Actor {
  readonly person: PersonRecord;
  /** What a decision given now would be recorded as. */
  readonly assurance: Extract<Assurance, 'session' | 'passkey' | 'token'>;
  readonly scope: Scope;
  readonly audit: AuditActor;
  /** Names the token, or the person of a session: limits and idempotency keys are counted by it. */
  readonly key: string;
  /** What a form of this session must carry; null for a token. */
  readonly formToken: string | null;
}

const reach: Readonly<Record<Scope, readonly Scope[]>> = {
  read: ['read'],
  write: ['read', 'write'],
  decide: ['read', 'write', 'decide'],
};

/** Whether the actor's scope covers what an operation needs. */
export const covers = (actor: Actor, needed: Scope): boolean => reach[actor.scope].includes(needed);
