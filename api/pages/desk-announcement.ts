import { randomUUID } from 'node:crypto';
import { countAudience } from '../../database/audience.js';
import { fanOutSums } from '../../database/fan-out-sums.js';
import { nameBook, type NameBook } from '../../database/reference-names.js';
import { loadTimeline } from '../../database/timeline.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import { isOpen } from '../../domain/announcement/version.js';
import type { DeskAnnouncementModel, FanOutView } from '../../web/desk/model.js';
import type { PageContext, Viewer } from '../../web/shared/model.js';
import { paths } from '../../web/shared/paths.js';
import { mySeat } from '../acts/review.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { readableAnnouncement, type ReadableAnnouncement } from '../views/announcement.js';
import { offeredActs } from './desk-offers.js';
import { numberOf } from './numbers.js';
import { references, versionView } from './version-view.js';

type StaffPage = PageContext & { readonly viewer: Viewer };
type LastForm = Pick<DeskAnnouncementModel, 'refused' | 'notice'>;

/** One announcement as its staff page shows it to this person. */
export async function deskAnnouncementModel(
  context: Context,
  page: StaffPage,
  actor: Actor,
  id: string,
  last: LastForm,
): Promise<DeskAnnouncementModel> {
  const { db } = context;
  const found = await readableAnnouncement(db, actor.person, id);
  const { state, row } = found;
  const { language } = page;
  const names = await nameBook(db, language, [...state.replaces]);
  const fanOuts: FanOutView[] = (await fanOutSums(db, id)).filter(({ state: sending }) => sending !== 'planned');
  const seat = mySeat(actor.person, state);
  return {
    ...page,
    ...last,
    ...factsOf(found, page, names),
    replacedBy: state.replacedBy === null ? null : ((await references(db, [state.replacedBy], language))[0] ?? null),
    version: await shownVersion(context, page, actor, found),
    fanOuts,
    audienceNow: state.status === 'signed_off' && found.version ? await countAudience(db, found.version.content.audience) : null,
    events: (await loadTimeline(db, id)).map(({ event }) => event),
    notes: Object.fromEntries(found.notes),
    acts: offeredActs(actor.person, found, fanOuts),
    mySeat: seat,
    myDecision: state.version?.seats.find(({ decision }) => decision?.person === actor.person.id)?.decision?.id ?? null,
    formKey: randomUUID(),
    number: numberOf(row.number, row.numberSeries),
  };
} // prettier-ignore

type Facts = 'id' | 'kind' | 'severity' | 'status' | 'drill' | 'headline' | 'agency' | 'author' | 'publicHref' | 'signing' | 'draft' | 'holds' | 'openSeats' | 'names'; // prettier-ignore

function factsOf(found: ReadableAnnouncement, { language }: StaffPage, names: NameBook): Pick<DeskAnnouncementModel, Facts> {
  const { state, draft, version, notes } = found;
  const { id, kind, severity, status, drill, release } = state;
  const texts = (status === 'draft' ? (draft ?? version) : (version ?? draft))?.content.texts;
  return {
    id, kind, severity, status, drill, names,
    headline: texts?.[language]?.headline ?? texts?.fa.headline ?? '',
    agency: names.agency(state.agency),
    author: names.person(state.author),
    publicHref: !release ? null : drill ? paths.drillAnnouncement(id) : paths.announcement(id),
    signing: signingOf(found, names),
    draft: status === 'draft' && draft ? { revision: draft.revision, changedBy: names.person(draft.changedBy), changedAt: draft.changedAt } : null,
    holds: state.holds.map((hold) => ({ id: hold.id, reason: hold.reason, by: hold.by === null ? null : names.person(hold.by), at: hold.at, note: notes.get(hold.id) ?? null })),
    openSeats: (state.version?.seats ?? []).filter(isOpen).map(({ seat }) => ({ seat, agency: names.agency(seat) })),
  };
} // prettier-ignore

function signingOf({ state }: ReadableAnnouncement, names: NameBook): DeskAnnouncementModel['signing'] {
  const waiting = deadlines(state).find(({ seat }) => seat === null);
  return waiting
    ? { waitingFor: waiting.waitingFor.map(names.person), since: waiting.since, deadline: waiting.target }
    : null;
}

async function shownVersion({ db, settings }: Context, { language }: StaffPage, actor: Actor, { state, version }: ReadableAnnouncement) {
  if (!version) return null;
  const { baseUrl } = settings;
  return versionView({ db, language, baseUrl, state, frozen: version, reader: actor.person.id });
} // prettier-ignore
