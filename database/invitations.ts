import { randomUUID } from 'node:crypto';
import { and, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { codeHmac, linkCode, linkToken, tokenSha256 } from '../config/derive.js';
import type { AnnouncementEvent, EventOf } from '../domain/announcement/events.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { LinkEnd } from '../domain/refusal.js';
import type { Db, Queryable, Tx } from './connection.js';
import { invitations } from './schema.js';
import type { Write } from './together.js';

export type InvitationRow = typeof invitations.$inferSelect;

/** What keeps one row for each person asked: made when they are asked, ended by whatever makes their answer pointless. */
export function invitationWrites(
  tx: Tx,
  event: AnnouncementEvent,
  before: AnnouncementState,
  after: AnnouncementState,
  secretKey: string,
): Write[] {
  const version = before.version?.number ?? after.version?.number;
  if (version === undefined) return [];
  const end = (because: LinkEnd | SQL, ...which: (SQL | undefined)[]) => [
    endOpen(tx, because, eq(invitations.announcementId, after.id), ...which),
  ];
  const usedElse = (because: LinkEnd, ...which: (SQL | undefined)[]) =>
    sql`case when ${and(eq(invitations.personId, event.by ?? nobody), ...which)} then 'used' else ${because} end`;
  switch (event.type) {
    case 'reviewers_asked':
    case 'signers_asked':
      return invite(tx, event, after.id, version, secretKey);
    case 'submitted':
      return end('revoked_by_new_version', ne(invitations.version, event.version));
    case 'reviewed':
      return end(usedElse('seat_filled'), eq(invitations.seat, event.seat));
    case 'waived':
      return end('closed', eq(invitations.seat, event.seat));
    case 'decision_ended':
      return end('closed', eq(invitations.seat, event.seat));
    case 'agreed':
      return end('closed', isNotNull(invitations.seat));
    case 'reopened':
      return end('closed', isNotNull(invitations.post));
    case 'signed':
    case 'sign_off_given':
      return end(usedElse('closed', isNotNull(invitations.post)));
    case 'returned':
      return end(event.cause === 'taken_back' ? 'taken_back' : 'closed');
    case 'refused':
    case 'released':
      return end('closed');
    default:
      return [];
  }
}

const nobody = '00000000-0000-0000-0000-000000000000';

function invite(
  tx: Tx,
  event: EventOf<'reviewers_asked' | 'signers_asked'>,
  announcement: string,
  version: number,
  secretKey: string,
): Write[] {
  const place = event.type === 'reviewers_asked' ? { seat: event.seat } : { post: event.post };
  const rows = event.people.map((personId) => {
    const id = randomUUID();
    const kept = {
      tokenSha256: tokenSha256(linkToken(secretKey, id, 1)),
      codeHmac: codeHmac(secretKey, linkCode(secretKey, id, 1), id),
    };
    return { id, announcementId: announcement, version, ...place, personId, generation: event.generation, askedAt: event.at, ...kept };
  }); // prettier-ignore
  // Somebody who holds two posts is asked once.
  return rows.length === 0 ? [] : [tx.insert(invitations).values(rows).onConflictDoNothing()];
}

const endOpen = (tx: Tx, endedBecause: LinkEnd | SQL, ...which: (SQL | undefined)[]): Write =>
  tx
    .update(invitations)
    .set({ endedAt: sql`clock_timestamp()`, endedBecause })
    .where(and(isNull(invitations.endedAt), ...which));

/** The invitation of one person to one place of the version in flight; null when it was never made. */
export async function findInvitation(
  db: Queryable,
  asked: { announcement: string; version: number; seat: string | null; person: string; generation: number },
): Promise<InvitationRow | null> {
  const { announcement, version, seat, person, generation } = asked;
  const [row] = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.announcementId, announcement),
        eq(invitations.version, version),
        seat === null ? isNull(invitations.seat) : eq(invitations.seat, seat),
        eq(invitations.personId, person),
        eq(invitations.generation, generation),
      ),
    );
  return row ?? null;
}

/** One invitation by its id. */
export async function loadInvitation(db: Queryable, id: string): Promise<InvitationRow | null> {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, id));
  return row ?? null;
}

/** Notes that the mail with the link was accepted by the mail server. */
export async function markInvitationMailed(db: Db, id: string): Promise<void> {
  await db
    .update(invitations)
    .set({ mailedAt: sql`clock_timestamp()` })
    .where(and(eq(invitations.id, id), isNull(invitations.mailedAt)));
}
