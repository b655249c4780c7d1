import { asc, eq, sql } from 'drizzle-orm';
import { fanOutSums } from '../../database/fan-out-sums.js';
import { acts, announcementEvents, announcements, decisions } from '../../database/schema.js';
import { contactLists } from '../../start/seed-contacts.js';
import { crisisManagement, governor, officer } from '../support/cast.js';
import type { Taken } from '../support/smtp-server.js';
import type { Product } from './product.js';
import type { Story } from './story.js';

/** Everybody the story's text is sent to. */
export const readers: readonly string[] = Object.values(contactLists).flatMap(({ contacts }) =>
  contacts.map(({ email }) => email),
);

/** What a whole story leaves behind when it was told once, whatever happened on the way. */
export const toldOnce = {
  status: 'released',
  acts: ['submit applied', 'review applied', 'sign_off applied', 'fan_out_report applied'],
  decisions: ['review approve applied', 'sign_off sign applied'],
  events: [
    'drafted', 'submitted', 'reviewers_asked', 'reviewed', 'agreed', 'signers_asked', 'signed', 'released', 'fan_out_completed',
  ],
  fanOut: { channel: 'email', state: 'complete', snapshot: readers.length, counts: { accepted: readers.length } },
  unreached: [],
  otherBytes: [],
} as const; // prettier-ignore

/** What a story left behind in PostgreSQL and in mailboxes. */
export async function findings({ connection: { db }, smtp }: Product, story: Story) {
  const { id } = story;
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id));
  const told = await db.select().from(acts).where(eq(acts.announcementId, id)).orderBy(asc(acts.position));
  const given = await db.select().from(decisions).where(eq(decisions.announcementId, id)).orderBy(asc(decisions.at)); // prettier-ignore
  const events = await db.select().from(announcementEvents).where(eq(announcementEvents.announcementId, id)).orderBy(asc(announcementEvents.sequence)); // prettier-ignore
  const [fanOut] = await fanOutSums(db, id);
  const { rows: restored } = await db.execute(sql`select 1 from audit where action like '%_restored' and subject_id = ${id}`); // prettier-ignore
  const staff = [officer, crisisManagement.manager, governor].flatMap(({ email }) => story.mailsTo(email));
  const sent = readers.map((address) => story.mailsTo(address));
  return {
    story: {
      status: row?.status,
      acts: told.map(({ type, status }) => `${type} ${status}`),
      decisions: given.map(({ stage, decision, status }) => `${stage} ${decision} ${status}`),
      events: events.map(({ type }) => type),
      fanOut,
      unreached: readers.filter((_, index) => sent[index]?.length === 0),
      otherBytes: unlike([...sent.flat(), ...staff]),
    },
    /** Runs that the reconciler started again. */
    restored: restored.length,
    number: row?.number,
    /** Copies beyond the first, and the most that anybody has. */
    second: { copies: copiesBeyondFirst(sent.flat()), most: Math.max(...sent.map(({ length }) => length)) },
    staff: { letters: letters(staff).size, secondCopies: copiesBeyondFirst(staff) },
    everyMail: smtp.taken.length,
  };
}

const letters = (mails: readonly Taken[]) => new Set(mails.map(({ messageId }) => messageId));

const copiesBeyondFirst = (mails: readonly Taken[]): number => mails.length - letters(mails).size;

/** Message-IDs under which two different letters went out. */
function unlike(mails: readonly Taken[]): string[] {
  return [...letters(mails)].filter(
    (id) => new Set(mails.filter(({ messageId }) => messageId === id).map(({ raw }) => raw)).size > 1,
  );
}
