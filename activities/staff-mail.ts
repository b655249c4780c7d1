import type { EmailChannel } from '../channels/email.js';
import { failpoint } from '../config/failpoint.js';
import { markInvitationMailed } from '../database/invitations.js';
import { loadPerson } from '../database/people.js';
import { markStaffMail, planStaffMail, staffMailKey, type StaffMail } from '../database/staff-mails.js';
import type { StaffMailModel } from '../emails/model.js';
import { composeStaffMail } from '../emails/staff-mail.js';
import type { Deps } from './deps.js';
import { askMail, newCodeMail } from './mails/ask.js';
import { deskFor, type Desk } from './mails/context.js';
import { outcomeMail } from './mails/outcome.js';
import { officeToldMail, receiptMail, signInMail } from './mails/told.js';

/** The mail server did not take a mail now; it is tried again. */
export class MailDelayed extends Error {
  override name = 'MailDelayed';
}

/**
 * Sends one mail to staff: entered in the ledger, composed, sent, marked. The same key is sent once; a kill between the
 * server's yes and the mark repeats the same bytes under the same Message-ID. A mail that says nothing true any more is
 * passed over. Throws {@link MailDelayed} when the server has to be asked again.
 */
export function sendStaffMail(deps: Deps, mail: StaffMail): Promise<void> {
  return deps.staffMail.inTurn((send) => writeAndSend(deps, mail, send));
}

async function writeAndSend(deps: Deps, mail: StaffMail, send: EmailChannel['send']): Promise<void> {
  const to = await loadPerson(deps.db, mail.to);
  if (!to || to.left) return;
  const key = staffMailKey(mail);
  const messageId = `<${key.replaceAll(/[^A-Za-z0-9.-]+/g, '.')}@${deps.mailFrom.address.split('@').at(-1)}>`;
  const { state, createdAt } = await planStaffMail(deps.db, mail, messageId, announcementOf(mail));
  if (state !== 'planned') return;
  const model = await compose(deps, await deskFor(deps.db, to, createdAt), mail);
  if (!model) return markStaffMail(deps.db, key, 'refused', 'nothing left to say');
  const words = composeStaffMail(model, to.language);
  await failpoint('ask-before-send');
  const outcome = await send({
    from: deps.mailFrom,
    to: { name: to.name[to.language], address: to.email },
    ...words,
    messageId,
    date: new Date(createdAt),
  });
  await failpoint('ask-after-send');
  if (outcome.outcome !== 'accepted' && outcome.outcome !== 'refused')
    throw new MailDelayed(`${key}: ${outcome.reply}`);
  await markStaffMail(deps.db, key, outcome.outcome, outcome.reply);
  if ('invitation' in mail && outcome.outcome === 'accepted')
    await markInvitationMailed(deps.db, mail.invitation);
}

function compose(deps: Deps, desk: Desk, mail: StaffMail): Promise<StaffMailModel | null> {
  switch (mail.kind) {
    case 'ask':
    case 'remind':
      return askMail(deps, desk, mail.invitation, mail.kind === 'remind');
    case 'new_code':
      return newCodeMail(deps, desk, mail.invitation);
    case 'outcome':
      return outcomeMail(deps, desk, mail.announcement, mail.sequence);
    case 'office_told':
      return officeToldMail(deps, desk, mail);
    case 'receipt':
      return receiptMail(deps, desk, mail.act);
    case 'sign_in':
      return signInMail(deps, desk, mail.attempt);
    default:
      return mail satisfies never;
  }
}

const announcementOf = (mail: StaffMail): string | null =>
  'announcement' in mail ? mail.announcement : null;
