import { eq } from 'drizzle-orm';
import { signInCode, signInToken } from '../../config/derive.js';
import { loadAct } from '../../database/acts.js';
import { decisions, signInAttempts } from '../../database/schema.js';
import type { StaffMail } from '../../database/staff-mails.js';
import type { OfficeToldMail, ReceiptMail, SignInMail } from '../../emails/model.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import type { Deps } from '../deps.js';
import { namesOf, tell, type Desk } from './context.js';

/** The office learns that a seat or the signature is silent; null once somebody has answered. */
export async function officeToldMail(
  deps: Deps,
  desk: Desk,
  mail: Extract<StaffMail, { kind: 'office_told' }>,
): Promise<OfficeToldMail | null> {
  const told = await tell(deps.db, desk, mail.announcement, mail.version);
  const waited = told && deadlines(told.state).find(({ seat }) => seat === mail.seat);
  if (!told || !waited || told.state.version?.number !== mail.version) return null;
  const names = await namesOf(deps.db, waited.waitingFor, desk.to.language);
  return {
    ...desk.context,
    mail: 'office_told',
    announcement: told.announcement,
    seat: mail.seat === null ? null : desk.agency(mail.seat),
    waitingFor: [...names.values()],
    since: waited.since,
    deadline: waited.target,
    link: `${deps.baseUrl}/desk/announcements/${mail.announcement}`,
  };
}

/** A person's own decision, as taken; null when it never was. */
export async function receiptMail(deps: Deps, desk: Desk, actId: string): Promise<ReceiptMail | null> {
  const record = await loadAct(deps.db, actId);
  const [decision] = await deps.db.select().from(decisions).where(eq(decisions.id, actId));
  const told = record && (await tell(deps.db, desk, record.announcement, decision?.version));
  if (!record || !decision || !told) return null;
  return {
    ...desk.context,
    mail: 'receipt',
    announcement: told.announcement,
    seat: decision.seat === null ? desk.context.office[desk.to.language] : desk.agency(decision.seat),
    decision: decision.decision,
    note: decision.note,
    at: decision.at,
    manifestSha256: decision.manifestSha256,
    status: record.status,
    because: record.voidBecause,
    names: { agency: (slug) => desk.agency(slug) },
    link: `${deps.baseUrl}/desk/announcements/${record.announcement}`,
  };
}

/** Null once the attempt was used or is over. */
export async function signInMail(deps: Deps, desk: Desk, attempt: string): Promise<SignInMail | null> {
  const [row] = await deps.db.select().from(signInAttempts).where(eq(signInAttempts.id, attempt));
  if (!row || row.usedAt !== null || row.expiresAt <= new Date().toISOString()) return null;
  return {
    ...desk.context,
    mail: 'sign_in',
    link: `${deps.baseUrl}/sign-in/${signInToken(deps.secretKey, attempt)}`,
    code: signInCode(deps.secretKey, attempt),
    validUntil: row.expiresAt,
  };
}
