import { findInvitation } from '../database/invitations.js';
import type { SeatName } from '../domain/policy/policy.js';
import { beating } from './beating.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
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
  /** Mails each question, its link and its code. Nothing for one that was mailed before or does not stand any more. */
  async ask(questions: readonly Question[]): Promise<void> {
    await beating(() => toEach(deps, questions, { kind: 'ask' }));
  },

  /** Repeats them, with the same links and codes. */
  async remind({ questions, times }: { questions: readonly Question[]; times: number }): Promise<void> {
    await beating(() => toEach(deps, questions, { kind: 'remind', times }));
  },
});

async function toEach(
  deps: Deps,
  questions: readonly Question[],
  mail: { readonly kind: 'ask' } | { readonly kind: 'remind'; readonly times: number },
): Promise<void> {
  await eachOnItsOwn(questions, async (question) => {
    const invitation = await findInvitation(deps.db, question);
    if (!invitation) return;
    await sendStaffMail(deps, { ...mail, invitation: invitation.id, to: question.person });
  });
}
