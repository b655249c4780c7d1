import type { Queryable } from './connection.js';
import { audit as auditTable } from './schema.js';

/** Who did it: a signed-in person, a person's API token, the admin command, or the product itself. */
export type Actor =
  | { readonly kind: 'person' | 'token'; readonly id: string }
  | { readonly kind: 'cli' | 'system'; readonly id: null };

/** The admin command, and the product itself. */
export const cliActor: Actor = { kind: 'cli', id: null };
export const systemActor: Actor = { kind: 'system', id: null };

/** One line of the audit. `details` hold ids, counts and names of fields; never announcement text, tokens or codes. */
export interface AuditEntry {
  readonly actor: Actor;
  /** A past tense in snake case, such as `person_left`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes audit lines in the transaction of what they tell, so that neither is ever there without the other. */
export async function audit(tx: Queryable, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await auditWrite(tx, entries);
}

/** The statement that {@link audit} sends; of one entry at least. */
export const auditWrite = (tx: Queryable, entries: readonly AuditEntry[]) =>
  tx.insert(auditTable).values(
    entries.map(({ actor, action, subject, details = {} }) => ({
      actor: actor.id,
      actorKind: actor.kind,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      details,
    })),
  );
