import type { InvitationRow } from '../../database/invitations.js';
import { decisionOfSeat, decisionsUnder, isExhausted, MOST_CODES } from '../../database/decision-links.js';
import { loadState } from '../../database/announcements.js';
import { loadAct } from '../../database/acts.js';
import type { PersonRecord } from '../../database/people.js';
import { agencyNames, nameBook, peopleById } from '../../database/reference-names.js';
import {
  findVersion,
  loadDecisions,
  type DecisionRecord,
  type VersionRecord,
} from '../../database/timeline.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import type { AnnouncementState, ReviewDecision } from '../../domain/announcement/state.js';
import { officeAgency } from '../../domain/people/person.js';
import { effectiveAssurance } from '../../domain/policy/assurance.js';
import type { LinkEnd, Refusal } from '../../domain/refusal.js';
import type { Names } from '../../i18n/refusals.js';
import type { DecisionForm } from '../../web/decision/model.js';
import { decisionPage } from '../../web/decision/page.js';
import { endedLinkPage, receiptPage } from '../../web/decision/receipt.js';
import { paths } from '../../web/shared/paths.js';
import type { PageContext, PresentState } from '../../web/shared/model.js';
import type { Context } from '../context.js';
import { manifestOf } from '../views/announcement.js';
import { versionView } from './version-view.js';

/** A decision link that was really sent. */
export interface Link {
  readonly token: string;
  readonly invitation: InvitationRow;
  readonly person: PersonRecord;
}

/** What a refused form shows again. */
export interface Typed {
  readonly refusals: readonly Refusal[];
  readonly names?: Names | undefined;
  readonly note: string;
  readonly decision: ReviewDecision | null;
}

export interface Shown {
  readonly status: number;
  readonly html: string;
}

/** What became of this person's asking: decisions under the link, or given by them for its seat while signed in. */
export async function decisionsGiven({ db }: Context, { invitation }: Link): Promise<DecisionRecord[]> {
  const under = await decisionsUnder(db, invitation.id);
  if (under.length > 0) return under;
  const all = await loadDecisions(db, invitation.announcementId);
  const { version, seat, personId } = invitation;
  return all.filter((one) => seat !== null && one.version === version && one.seat === seat && one.personId === personId && one.invitationId === null && one.at >= invitation.askedAt);
} // prettier-ignore

/** The version a code may decide on; null for signers, whose code alone is never enough, and where the policy wants more. */
export async function isForCode({ db }: Context, invitation: InvitationRow): Promise<VersionRecord | null> {
  const state = await loadState(db, invitation.announcementId);
  const { version } = state ?? {};
  if (invitation.seat === null || !version || version.number !== invitation.version) return null;
  if (!effectiveAssurance(version.policy.review.assurance).includes('code')) return null;
  return findVersion(db, invitation.announcementId, invitation.version);
}

/** The page of a link as things stand: the text with its form, the receipt, or what became of the link. */
export async function decisionPageOf(context: Context, page: PageContext, link: Link, typed: Typed): Promise<Shown> {
  const { invitation } = link;
  const state = await loadState(context.db, invitation.announcementId);
  const frozen = await findVersion(context.db, invitation.announcementId, invitation.version);
  if (!state || !frozen) throw new Error(`invitation ${invitation.id} names no version`);
  const found = { ...link, state, frozen };
  const given = (await decisionsGiven(context, link)).at(-1);
  if (given && (given.status !== 'void' || invitation.endedAt !== null)) return receipt(context, page, found, given);
  const ended = invitation.endedBecause ?? (state.version?.number === invitation.version ? null : 'revoked_by_new_version');
  if (ended) return endedLink(context, page, found, ended);
  const because = given && typed.refusals.length === 0 ? { ...typed, refusals: (await loadAct(context.db, given.id))?.voidBecause ?? [] } : typed;
  return openPage(context, page, found, because);
} // prettier-ignore

interface Found extends Link {
  readonly state: AnnouncementState;
  readonly frozen: VersionRecord;
}

async function openPage(context: Context, page: PageContext, found: Found, typed: Typed): Promise<Shown> {
  const { person, invitation, state, frozen } = found;
  const { db, settings } = context;
  const deadline = deadlines(state).find(({ seat }) => seat === invitation.seat);
  const html = decisionPage({
    ...page,
    person: person.name[page.language],
    agency: await agencyOf(context, page, invitation),
    version: await versionView({ db, language: page.language, baseUrl: settings.baseUrl, state, frozen, reader: person.id }),
    deadline: deadline?.target ?? null,
    form: await formOf(context, found, typed),
  });
  return { status: 200, html };
} // prettier-ignore

async function formOf(context: Context, { token, invitation, state }: Found, typed: Typed): Promise<DecisionForm> {
  const signInHref = `${paths.signIn}?next=${encodeURIComponent(paths.deskAnnouncement(state.id))}`;
  if (!(await isForCode(context, invitation))) return { state: 'sign_in', href: signInHref };
  if (isExhausted(invitation))
    return { state: 'code_exhausted', action: paths.newCode(token), asked: false, codesLeft: MOST_CODES - invitation.codesSent, signInHref };
  const { names, ...rest } = typed;
  return { state: 'open', action: paths.decision(token), ...rest, ...(names ? { names } : {}) };
} // prettier-ignore

/** The same answer to every address typed for a new code, whether it was the person's own or not. */
export async function askedAgain(context: Context, page: PageContext, link: Link): Promise<string> {
  const { invitation, token } = link;
  const state = await loadState(context.db, invitation.announcementId);
  const frozen = await findVersion(context.db, invitation.announcementId, invitation.version);
  if (!state || !frozen) throw new Error(`invitation ${invitation.id} names no version`);
  if (invitation.endedAt !== null || !isExhausted(invitation))
    return (await decisionPageOf(context, page, link, { refusals: [], note: '', decision: null })).html;
  const signInHref = `${paths.signIn}?next=${encodeURIComponent(paths.deskAnnouncement(state.id))}`;
  return decisionPage({
    ...page,
    person: link.person.name[page.language],
    agency: await agencyOf(context, page, invitation),
    version: await versionView({ db: context.db, language: page.language, baseUrl: context.settings.baseUrl, state, frozen, reader: link.person.id }),
    deadline: deadlines(state).find(({ seat }) => seat === invitation.seat)?.target ?? null,
    form: { state: 'code_exhausted', action: paths.newCode(token), asked: true, codesLeft: MOST_CODES - invitation.codesSent, signInHref },
  });
} // prettier-ignore

async function receipt(
  context: Context,
  page: PageContext,
  found: Found,
  given: DecisionRecord,
): Promise<Shown> {
  const { invitation, frozen, state, person } = found;
  const because = given.status === 'void' ? ((await loadAct(context.db, given.id))?.voidBecause ?? []) : [];
  const html = receiptPage({
    ...page,
    person: person.name[page.language],
    agency: await agencyOf(context, page, invitation),
    ...shownVersion(frozen, page),
    manifestSha256: given.manifestSha256,
    decision: given.decision as ReviewDecision,
    note: given.note,
    at: given.at,
    status: given.status,
    because,
    over: overBecause(found, given),
    names: await nameBook(context.db, page.language),
    present: presentOf(state),
  });
  return { status: 200, html };
}

/** What ended a decision that took effect; null for one that stands, and for a void one, which says why itself. */
function overBecause(
  { state, invitation }: Found,
  { status, retractedAt }: DecisionRecord,
): 'retracted' | 'version' | null {
  if (status === 'void') return null;
  if (retractedAt !== null) return 'retracted';
  return state.release || state.version?.number === invitation.version ? null : 'version';
}

async function endedLink(
  context: Context,
  page: PageContext,
  found: Found,
  because: LinkEnd,
): Promise<Shown> {
  const { invitation, frozen, state, person } = found;
  const { announcementId, version, seat } = invitation;
  const filled = seat === null ? null : await decisionOfSeat(context.db, announcementId, version, seat);
  const people = filled ? await peopleById(context.db) : null;
  const html = endedLinkPage({
    ...page,
    because,
    person: person.name[page.language],
    ...shownVersion(frozen, page),
    decided: filled && {
      person: people?.get(filled.personId)?.name[page.language] ?? '',
      decision: filled.decision as ReviewDecision,
      at: filled.at,
    },
    present: presentOf(state),
  });
  return { status: 410, html };
}

/** No more than the mail itself showed. */
const shownVersion = (frozen: VersionRecord, { language }: PageContext) => {
  const { drill, kind } = manifestOf(frozen);
  const { texts } = frozen.content;
  return { drill, kind, headline: texts[language]?.headline ?? texts.fa.headline, version: frozen.number };
};

const presentOf = ({ id, status, release, drill }: AnnouncementState): PresentState => ({
  status,
  publicHref: release && !drill ? paths.announcement(id) : null,
});

async function agencyOf(
  { db }: Context,
  { language }: PageContext,
  { seat }: InvitationRow,
): Promise<string> {
  const slug = seat ?? officeAgency;
  return (await agencyNames(db)).get(slug)?.[language] ?? slug;
}
