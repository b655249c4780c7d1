import { and, eq, sql } from 'drizzle-orm';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { checkContent } from '../domain/content/check.js';
import type { Content } from '../domain/content/content.js';
import type { Office } from '../domain/content/office.js';
import type { Instant } from '../domain/instant.js';
import { planSeats, type Plan } from '../domain/people/eligibility.js';
import { whyNot } from '../domain/people/may.js';
import { officeAgency, type Person } from '../domain/people/person.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { loadAct, proposeAct, settleAhead, waitingActs, type Recorded } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import { applicablePolicy } from './applicable-policy.js';
import { countAudience, unknownLists } from './audience.js';
import type { Tx } from './connection.js';
import { freeze, insertVersion, type Frozen } from './freeze.js';
import { roster } from './people.js';
import type { PolicyInForce } from './policies.js';
import { agencies, draftContributors, drafts, incidents, versions } from './schema.js';

export interface Submission {
  readonly announcement: string;
  /** The revision its submitter has seen. */
  readonly revision: number;
  readonly by: Person;
  /** The act's id, made by the caller; the same again is the same submission. */
  readonly actId: string;
  /** How CAP names the office: an address without spaces, commas, `<` or `&` (CAP 1.2 §3.2.1). */
  readonly sender: string;
}

export interface Submitted extends Recorded {
  readonly version: number;
  readonly manifestSha256: string;
}

/**
 * Freezes the draft as the next version and records its submission, in one transaction: content, renderings of the text
 * and of its withdrawal, the manifest over their hashes, the policy by value, who contributed, who will be asked.
 * Refuses with every reason at once: the person, the state, another revision, the text, seats nobody can fill.
 */
export async function submitDraft(tx: Tx, submission: Submission): Promise<Ruling<Submitted>> {
  const repeated = await submittedBefore(tx, submission);
  if (repeated) return repeated;
  const gathered = await gather(tx, submission);
  if (!gathered.ok) return gathered;
  const frozen = freeze(gathered.value);
  if (!frozen.ok) return frozen;
  return record(tx, submission, gathered.value, frozen.value);
}

/** Everything a version is made of, checked. */
export interface Ingredients {
  readonly state: AnnouncementState;
  readonly version: number;
  readonly content: Content;
  readonly revision: number;
  readonly policy: PolicyInForce;
  readonly office: Office;
  readonly incident: typeof incidents.$inferSelect | null;
  readonly contributors: readonly string[];
  readonly plan: Plan;
  readonly audienceCount: number;
  readonly now: Instant;
}

async function gather(tx: Tx, submission: Submission): Promise<Ruling<Ingredients>> {
  const { announcement, by } = submission;
  const locked = await lockAnnouncement(tx, announcement);
  const [draft] = await tx.select().from(drafts).where(eq(drafts.announcementId, announcement));
  if (!locked || !draft) return refused({ code: 'not_found' });
  const waiting = await waitingActs(tx, announcement);
  const state = settleAhead(locked.state, waiting);
  const { content, revision } = draft;
  const policy = await applicablePolicy(tx, state.severity, state.kind);
  const people = await contributorsOf(tx, announcement);
  const office = await officeOf(tx, submission.sender);
  const audienceCount = await countAudience(tx, content.audience);
  const plan = policy.ok ? await planFor(tx, policy.value, people, state) : policy;
  const refusals = [
    ...whyNot(by, 'submit', { announcement: state, policy: policy.ok ? policy.value.policy : null }),
    ...otherRevision(draft, submission.revision),
    ...(policy.ok
      ? textRefusals(state, content, policy.value, { office, audienceCount, now: locked.now })
      : []),
    ...(await listRefusals(tx, content)),
    ...(plan.ok ? [] : plan.refusals),
  ];
  if (refusals.length > 0 || !policy.ok || !plan.ok) return refused(...refusals);
  const version = await nextVersion(tx, announcement);
  const incident = await incidentOf(tx, state.incident);
  const found = { state, version, content, revision, policy: policy.value, office, incident };
  return granted({ ...found, contributors: people, plan: plan.value, audienceCount, now: locked.now });
}

function textRefusals(
  state: AnnouncementState,
  content: Content,
  { policy }: PolicyInForce,
  facts: { office: Office; audienceCount: number; now: Instant },
): readonly Refusal[] {
  const { id: announcement, kind, drill, replaces } = state;
  return checkContent(content, { announcement, kind, drill, replaces, preflight: policy.preflight, ...facts })
    .refusals;
}

async function planFor(
  tx: Tx,
  { policy }: PolicyInForce,
  contributors: readonly string[],
  { waivers }: AnnouncementState,
): Promise<Ruling<Plan>> {
  const waived = waivers.map(({ seat }) => seat);
  return planSeats(policy, await roster(tx), contributors, waived);
}

function otherRevision({ revision, changedBy }: typeof drafts.$inferSelect, shown: number): Refusal[] {
  return revision === shown ? [] : [{ code: 'draft_revision_differs', shown, current: revision, changedBy }];
}

async function listRefusals(tx: Tx, content: Content): Promise<Refusal[]> {
  const unknown = await unknownLists(tx, content.audience);
  return unknown.map((problem) => ({ code: 'invalid_request', field: 'audience.lists', problem }));
}

async function contributorsOf(tx: Tx, announcement: string): Promise<string[]> {
  const rows = await tx
    .select({ person: draftContributors.personId })
    .from(draftContributors)
    .where(eq(draftContributors.announcementId, announcement))
    .orderBy(draftContributors.firstRevision, draftContributors.personId);
  return rows.map(({ person }) => person);
}

/** The office that speaks, by its name at this moment. */
async function officeOf(tx: Tx, sender: string): Promise<Office> {
  const [row] = await tx
    .select({ name: agencies.name })
    .from(agencies)
    .where(eq(agencies.slug, officeAgency));
  if (!row) throw new Error(`agency ${officeAgency} is missing`);
  return { name: row.name, sender };
}

async function incidentOf(tx: Tx, id: string | null): Promise<Ingredients['incident']> {
  if (id === null) return null;
  const [row] = await tx.select().from(incidents).where(eq(incidents.id, id));
  return row ?? null;
}

/** Counted over every version there is, so that one whose submission came to nothing keeps its number. */
async function nextVersion(tx: Tx, announcement: string): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${versions.number}), 0)::int` })
    .from(versions)
    .where(eq(versions.announcementId, announcement));
  return (row?.last ?? 0) + 1;
}

/** The rows first, as the act names them; a refusal takes them back. */
async function record(
  tx: Tx,
  submission: Submission,
  made: Ingredients,
  frozen: Frozen,
): Promise<Ruling<Submitted>> {
  const { announcement, by, actId } = submission;
  const { version, contributors, plan, policy, content } = made;
  const { manifestSha256 } = frozen;
  let ruling: Ruling<Recorded> | undefined;
  try {
    await tx.transaction(async (inner) => {
      await insertVersion(inner, submission, made, frozen);
      ruling = await proposeAct(inner, {
        id: actId,
        announcement,
        by,
        body: {
          type: 'submit',
          version,
          manifestSha256,
          policy: policy.policy,
          contributors,
          expires: content.cap.expires,
          seats: plan.seats,
          signers: plan.signers,
        },
      });
      if (!ruling.ok) throw new Refused();
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  if (!ruling?.ok) return ruling ?? refused({ code: 'internal' });
  return granted({ ...ruling.value, version, manifestSha256 });
}

/** Rolls a savepoint back; never leaves this file. */
class Refused extends Error {}

async function submittedBefore(
  tx: Tx,
  { actId, announcement, by }: Submission,
): Promise<Ruling<Submitted> | null> {
  const before = await loadAct(tx, actId);
  if (before?.act.type !== 'submit') return null;
  const { version, manifestSha256 } = before.act;
  const recorded = await proposeAct(tx, { id: actId, announcement, by, body: before.act });
  return recorded.ok ? granted({ ...recorded.value, version, manifestSha256 }) : recorded;
}

/** One version as it was frozen. */
export async function loadVersion(
  tx: Tx,
  announcement: string,
  number: number,
): Promise<typeof versions.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(versions)
    .where(and(eq(versions.announcementId, announcement), eq(versions.number, number)));
  return row ?? null;
}
