import { and, eq, sql } from 'drizzle-orm';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Content } from '../domain/content/content.js';
import { fieldsOf } from '../domain/content/fields.js';
import { whyNot } from '../domain/people/may.js';
import type { Person } from '../domain/people/person.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { checkText } from '../domain/text/check.js';
import { settleAhead, waitingActs } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { notify } from './notify.js';
import { draftContributors, drafts } from './schema.js';

export type DraftRecord = typeof drafts.$inferSelect;

export interface DraftChange {
  readonly announcement: string;
  /** The revision the change was made to. */
  readonly revision: number;
  readonly by: Person;
  readonly actor: Actor;
  /** Normalised already; it need not be complete. */
  readonly content: Content;
}

/** The draft of an announcement, also while its version is under way. */
export async function loadDraft(db: Queryable, announcement: string): Promise<DraftRecord | null> {
  const [row] = await db.select().from(drafts).where(eq(drafts.announcementId, announcement));
  return row ?? null;
}

/**
 * Replaces the text of a draft: the next revision, with its author among the contributors, audited. Refuses who may not,
 * any state but draft (a submission under way counts), a text that cannot be stored as it was written, and another
 * revision than the present one, with who changed it.
 */
export async function changeDraft(tx: Tx, change: DraftChange): Promise<Ruling<DraftRecord>> {
  const { announcement, by, content } = change;
  const locked = await lockAnnouncement(tx, announcement);
  const draft = locked && (await loadDraft(tx, announcement));
  if (!draft) return refused({ code: 'not_found' });
  const present = settleAhead(locked.state, await waitingActs(tx, announcement));
  const refusals = [...mayNotEdit(by, present), ...unfitTexts(content)];
  if (refusals.length > 0) return refused(...refusals);
  if (draft.revision !== change.revision) return refused(otherRevision(draft));
  const revision = draft.revision + 1;
  const [changed] = await tx
    .update(drafts)
    .set({ content, revision, changedBy: by.id, changedAt: sql`clock_timestamp()` })
    .where(and(eq(drafts.announcementId, announcement), eq(drafts.revision, change.revision)))
    .returning();
  if (!changed) return refused(otherRevision(draft));
  await contributes(tx, announcement, by.id, revision);
  await audit(tx, {
    actor: change.actor,
    action: 'draft_changed',
    subject: { kind: 'announcement', id: announcement },
    details: { revision },
  });
  await notify(tx, { announcement, what: 'draft_changed' });
  return granted(changed);
}

/** A policy is not needed to know who edits. */
const mayNotEdit = (by: Person, announcement: AnnouncementState): Refusal[] =>
  whyNot(by, 'edit', { announcement, policy: null });

const otherRevision = ({ revision, changedBy }: DraftRecord): Refusal => ({
  code: 'precondition_failed',
  current: String(revision),
  changedBy,
});

/** What can never be published is refused when it is written, by field; what is only missing yet is not. */
export const unfitTexts = (content: Content): Refusal[] =>
  fieldsOf(content).flatMap(({ field, text, rule }) => checkText(field, text, { ...rule, required: false }));

async function contributes(
  tx: Tx,
  announcementId: string,
  personId: string,
  revision: number,
): Promise<void> {
  await tx
    .insert(draftContributors)
    .values({ announcementId, personId, firstRevision: revision, lastRevision: revision })
    .onConflictDoUpdate({
      target: [draftContributors.announcementId, draftContributors.personId],
      set: { lastRevision: revision },
    });
}
