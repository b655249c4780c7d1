import type { Request } from 'express';
import { listAnnouncements, type ListedAnnouncement } from '../../database/listings.js';
import { nameBook, type NameBook } from '../../database/reference-names.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import { isReleaseHold } from '../../domain/announcement/holds.js';
import { invitedNow, isOpen } from '../../domain/announcement/version.js';
import { may, whyNot } from '../../domain/people/may.js';
import type { Person } from '../../domain/people/person.js';
import type { DeskItem, DeskModel, Task } from '../../web/desk/model.js';
import type { PageContext, Viewer } from '../../web/shared/model.js';
import { paths } from '../../web/shared/paths.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { askedLanguage } from '../http/language.js';
import { waitsForGo } from './desk-offers.js';
import { numberOf } from './numbers.js';

const PAGE = 60;
const MOST_WAITING = 200;

/** What waits for this person, what they wait for, and the rest of what they may read. */
export async function deskModel(
  { db }: Context,
  req: Request,
  page: PageContext & { readonly viewer: Viewer },
  { person }: Actor,
): Promise<DeskModel> {
  const cursor = typeof req.query['cursor'] === 'string' ? req.query['cursor'] : undefined;
  const asked = cursor === undefined ? (await listAnnouncements(db, person, { waitingForMe: true }, { limit: MOST_WAITING })).items : [];
  const { items, next } = await listAnnouncements(db, person, {}, { limit: PAGE, cursor });
  const names = await nameBook(db, page.language);
  const all = [...new Map([...asked, ...items].map((item) => [item.row.id, item])).values()];
  const shown = all.map((item) => itemOf(item, person, page, names));
  const mine = shown.filter(({ task }) => task !== null);
  const waiting = shown.filter((item) => item.task === null && isAwaited(item, all, person));
  return {
    ...page,
    waitsForMe: mine.toSorted(byDeadline),
    iWaitFor: waiting.toSorted(byDeadline),
    others: shown.filter((item) => !mine.includes(item) && !waiting.includes(item)),
    older: next === null ? null : olderPath(req, next),
    mayStart: may(person, 'start_announcement').length === 0,
    notice: null,
  };
} // prettier-ignore

function itemOf(item: ListedAnnouncement, person: Person, { language }: PageContext, names: NameBook): DeskItem {
  const { row, headline, state } = item;
  const { id, kind, severity, status, drill, updatedAt } = row;
  const due = deadlines(state);
  const soonest = due.toSorted((a, b) => (a.target < b.target ? -1 : 1))[0];
  return {
    id, kind, severity, status, drill, updatedAt,
    headline: headline[language] ?? headline.fa,
    agency: names.agency(row.agency),
    number: numberOf(row.number, row.numberSeries),
    task: taskOf(item, person),
    waitingFor: [...new Set(due.flatMap(({ waitingFor }) => waitingFor))].map(names.person),
    since: soonest?.since ?? null,
    deadline: soonest?.target ?? null,
  };
} // prettier-ignore

/** What this person has to do with it now; null where it is somebody else's turn. */
function taskOf({ state }: ListedAnnouncement, person: Person): Task | null {
  const { version } = state;
  const allowed = (action: 'edit' | 'review' | 'sign_off' | 'go' | 'free') =>
    whyNot(person, action, { announcement: state, policy: null }).length === 0;
  if (state.status === 'draft' && state.author === person.id && allowed('edit')) return 'write';
  if (version?.seats.some((seat) => isOpen(seat) && invitedNow(seat).includes(person.id)) && allowed('review')) return 'review';
  if (version && invitedNow(version.signature).includes(person.id) && allowed('sign_off')) return 'sign';
  if (waitsForGo({ state }) && allowed('go')) return 'give_go';
  const heldByMe = state.holds.some(({ by, reason }) => by === person.id && !isReleaseHold(reason));
  return heldByMe && allowed('free') ? 'free' : null;
} // prettier-ignore

/** Somebody else's turn with a text of mine. */
function isAwaited({ id }: DeskItem, all: readonly ListedAnnouncement[], person: Person): boolean {
  const state = all.find(({ row }) => row.id === id)?.state;
  const open = ['in_review', 'awaiting_sign_off', 'signed_off'].includes(state?.status ?? '');
  return open && (state?.author === person.id || state?.version?.submittedBy === person.id);
}

const byDeadline = (a: DeskItem, b: DeskItem): number => ((a.deadline ?? '9') < (b.deadline ?? '9') ? -1 : 1);

function olderPath(req: Request, cursor: string): string {
  const language = askedLanguage(req);
  return `${paths.desk}?${new URLSearchParams({ cursor, ...(language ? { lang: language } : {}) }).toString()}`;
}
