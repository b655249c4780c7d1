import { findInvitation } from '../database/invitations.js';
import type { SeatName } from '../domain/policy/policy.js';
import type { Deps } from './deps.js';
import { sendStaffMail } from './staff-mail.js';

/** One person, asked to fill one seat (or, with null, to sign) of one version. */
export interface Question {
  readonly announcement: string;
  readonly version: number;
  readonly seat: SeatName | null;
  readonly person: string;
  readonly generation: number;
}

export const askActivities = (deps: Deps) => ({
  /** Mails the question, the link and the code. Nothing when it was mailed before or does not stand any more. */
  async ask(question: Question): Promise<void> {
    const invitation = await findInvitation(deps.db, question);
    if (!invitation || invitation.endedAt !== null) return;
    await sendStaffMail(deps, { kind: 'ask', invitation: invitation.id, to: question.person });
  },

  /** Repeats it, with the same link and code. */
  async remind({ times, ...question }: Question & { times: number }): Promise<void> {
    const invitation = await findInvitation(deps.db, question);
    if (!invitation || invitation.endedAt !== null) return;
    await sendStaffMail(deps, { kind: 'remind', invitation: invitation.id, times, to: question.person });
  },
});
