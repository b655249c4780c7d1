import { linkCode, linkToken } from '../../config/derive.js';
import type { AskMail, NewCodeMail } from '../../emails/model.js';
import { loadInvitation, type InvitationRow } from '../../database/invitations.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import { seatNamed } from '../../domain/announcement/version.js';
import type { VersionInFlight } from '../../domain/announcement/state.js';
import type { Deps } from '../deps.js';
import { tell, textsOf, type Desk } from './context.js';

/** The mail that asks somebody to decide or to sign; null when the question does not stand any more. */
export async function askMail(
  deps: Deps,
  desk: Desk,
  invitationId: string,
  reminder: boolean,
): Promise<AskMail | null> {
  const invitation = await loadInvitation(deps.db, invitationId);
  if (!invitation || invitation.endedAt !== null) return null;
  const told = await tell(deps.db, desk, invitation.announcementId, invitation.version);
  if (!told?.state.version || told.state.version.number !== invitation.version) return null;
  const { state, content, audienceCount, announcement } = told;
  const waited = deadlines(state).find(({ seat }) => seat === invitation.seat);
  return {
    ...desk.context,
    mail: kindOf(invitation, told.state.version, reminder),
    announcement,
    seat: invitation.seat === null ? desk.context.office[desk.to.language] : desk.agency(invitation.seat),
    submittedBy: await desk.person(told.state.version.submittedBy),
    channels: content.channels,
    audienceCount,
    deadline: waited?.target ?? null,
    texts: textsOf(content, 'text'),
    withdrawal: textsOf(content, 'withdrawal'),
    ...linkAndCode(deps, invitation),
  };
}

/** A new code for a link that stays as it is; null when the link has ended. */
export async function newCodeMail(deps: Deps, desk: Desk, invitationId: string): Promise<NewCodeMail | null> {
  const invitation = await loadInvitation(deps.db, invitationId);
  if (!invitation || invitation.endedAt !== null) return null;
  const told = await tell(deps.db, desk, invitation.announcementId, invitation.version);
  if (!told) return null;
  return {
    ...desk.context,
    mail: 'new_code',
    announcement: told.announcement,
    ...linkAndCode(deps, invitation),
  };
}

function linkAndCode({ baseUrl, secretKey }: Deps, { id, linkGeneration, codeGeneration }: InvitationRow) {
  return {
    link: `${baseUrl}/d/${linkToken(secretKey, id, linkGeneration)}`,
    code: linkCode(secretKey, id, codeGeneration),
  };
}

function kindOf(
  { seat, personId, post }: InvitationRow,
  version: VersionInFlight,
  reminder: boolean,
): AskMail['mail'] {
  if (seat === null) {
    if (reminder) return 'sign_off_reminder';
    return version.signature.signers[0]?.post === post ? 'sign_off_asked' : 'next_signer_asked';
  }
  if (reminder) return 'review_reminder';
  const asked = seatNamed(version, seat);
  const first = asked?.invitations.find(({ generation }) => generation === asked.generation);
  return !first || first.person === personId ? 'review_asked' : 'stand_in_asked';
}
