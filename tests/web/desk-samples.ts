import type { AnnouncementEvent } from '../../domain/announcement/events.js';
import { channels } from '../../domain/content/content.js';
import type { Instant } from '../../domain/instant.js';
import { capMoment } from '../../domain/cap/moment.js';
import type { Policy } from '../../domain/policy/policy.js';
import type {
  DeskAnnouncementModel,
  DeskItem,
  DeskModel,
  OfferedAct,
  SignInModel,
  WriteModel,
} from '../../web/desk/model.js';
import { blankDraft, fieldsOf } from '../../web/desk/draft-form.js';
import { agencies, everybody, office, staffOf } from '../../start/cast.js';
import { announcementId, floodContent } from '../renderings/samples.js';
import { type Look, context, hash, now, version } from './samples.js';

const minutes = (count: number): Instant => new Date(Date.parse(now) + count * 60_000).toISOString();
const viewer = (look: Look) => ({
  ...context(look, '/desk'),
  viewer: { name: office.governor.name[look.language], csrf: 'form-token' },
});

const names = ({ language }: Look) => ({
  agency: (slug: string) => agencies.find((agency) => agency.slug === slug)?.name[language] ?? slug,
  person: (id: string) => everybody.find((person) => person.id === id)?.name[language] ?? id,
});

export const signIn = (look: Look, step?: SignInModel['step']): SignInModel => ({
  ...context(look, '/sign-in'),
  trial: step === undefined,
  next: '/desk',
  csrf: 'form-token',
  refusals: [],
  step: step ?? {
    name: 'choose',
    people: everybody.map((person) => ({
      id: person.id,
      name: person.name[look.language],
      agency: person.agency === null ? '' : names(look).agency(person.agency),
    })),
  },
});

const item = (look: Look, rest: Partial<DeskItem>): DeskItem => ({
  id: announcementId,
  kind: 'announcement',
  severity: 'life_safety',
  status: 'awaiting_sign_off',
  drill: look.drill,
  headline: floodContent.texts[look.language]?.headline ?? '',
  agency: names(look).agency('governor-office'),
  number: null,
  task: null,
  waitingFor: [],
  since: null,
  deadline: null,
  updatedAt: minutes(-1),
  ...rest,
});

export const desk = (look: Look): DeskModel => ({
  ...viewer(look),
  waitsForMe: [
    item(look, {
      task: 'sign',
      waitingFor: [office.governor.name[look.language]],
      since: minutes(-4),
      deadline: minutes(1),
    }),
  ],
  iWaitFor: [
    item(look, {
      id: 'b',
      status: 'in_review',
      severity: 'crisis',
      waitingFor: [staffOf.water.manager.name[look.language]],
      since: minutes(-20),
      deadline: minutes(-5),
    }),
  ],
  others: [
    item(look, { id: 'c', status: 'released', severity: 'routine', number: { value: 12, year: 1405 } }),
  ],
  older: null,
  mayStart: true,
  notice: null,
});

export const emptyDesk = (look: Look): DeskModel => ({
  ...desk(look),
  waitsForMe: [],
  iWaitFor: [],
  others: [],
  notice: 'saved',
});

const policy = {} as Policy;
const header = (minute: number, by: string | null, act: string | null = null) => ({
  at: minutes(minute),
  by,
  act,
});

/** A life with one event of every kind, in an order that could have been. */
export const everyEvent: readonly AnnouncementEvent[] = [
  { ...header(-60, office.officer.id), type: 'drafted', announcement: announcementId, kind: 'announcement', severity: 'life_safety', drill: false, author: office.officer.id, agency: 'governor-office', incident: null, replaces: [] },
  { ...header(-59, office.officer.id), type: 'born_signed', announcement: announcementId, severity: 'crisis', drill: false, author: office.officer.id, agency: 'governor-office', incident: null, target: announcementId, manifestSha256: hash, policy, expires: now, signedBy: office.governor.id, assurance: 'session' },
  { ...header(-50, office.officer.id), type: 'submitted', version: 1, manifestSha256: hash, policy, contributors: [office.officer.id], expires: now, seats: [], signers: [] },
  { ...header(-50, null), type: 'reviewers_asked', seat: 'health', people: [staffOf.health.manager.id], generation: 1, because: 'submitted' },
  { ...header(-45, null), type: 'reminded', seat: 'health', times: 1 },
  { ...header(-40, null), type: 'reviewers_asked', seat: 'health', people: [staffOf.health.standIn.id], generation: 1, because: 'stand_in' },
  { ...header(-35, null), type: 'office_told', seat: 'health' },
  { ...header(-34, staffOf.health.standIn.id, 'note'), type: 'reviewed', seat: 'health', decision: 'approve', assurance: 'code' },
  { ...header(-33, staffOf.health.standIn.id), type: 'decision_ended', seat: 'health', decision: 'd', because: 'retracted' },
  { ...header(-33, null), type: 'decision_ended', seat: 'police', decision: 'd', because: 'veto_objection' },
  { ...header(-33, null), type: 'reopened' },
  { ...header(-33, null), type: 'reviewers_asked', seat: 'health', people: [staffOf.health.manager.id], generation: 2, because: 'reopened' },
  { ...header(-32, office.governor.id), type: 'waived', seat: 'health' },
  { ...header(-32, null), type: 'agreed' },
  { ...header(-32, null), type: 'signers_asked', post: 'governor', people: [office.governor.id], generation: 1, because: 'agreed' },
  { ...header(-31, staffOf.police.manager.id), type: 'objected', seat: 'police' },
  { ...header(-30, null), type: 'reminded', seat: null, times: 1 },
  { ...header(-29, null), type: 'signers_asked', post: 'political-deputy', people: [office.politicalDeputy.id], generation: 1, because: 'next_signer' },
  { ...header(-28, null), type: 'office_told', seat: null },
  { ...header(-27, office.governor.id), type: 'sign_off_given', decision: 'return', assurance: 'session' },
  { ...header(-27, null), type: 'returned', cause: 'signer_returned' },
  { ...header(-20, office.governor.id), type: 'signed', assurance: 'session', plan: { when: 'at', at: minutes(10) }, override: false },
  { ...header(-19, office.governor.id), type: 'signed', assurance: 'session', plan: { when: 'manual' }, override: false },
  { ...header(-18, office.governor.id), type: 'signed', assurance: 'session', plan: { when: 'now' }, override: true },
  { ...header(-17, office.officer.id), type: 'held', reason: 'person' },
  { ...header(-17, null), type: 'held', reason: 'audience_growth' },
  { ...header(-16, office.officer.id), type: 'freed', hold: 'h' },
  { ...header(-15, office.governor.id), type: 'go_given', audienceCount: 24_312 },
  { ...header(-14, null), type: 'released', number: 3, series: 'office/1405', channels: ['email'] },
  { ...header(-13, office.officer.id), type: 'fan_out_stopped', channel: 'email' },
  { ...header(-12, office.officer.id), type: 'fan_out_continued', channel: 'email' },
  { ...header(-11, null), type: 'fan_out_completed', channel: 'email' },
  { ...header(-10, null), type: 'superseded', by_announcement: 'x' },
  { ...header(-9, null), type: 'withdrawn', by_announcement: 'x' },
  { ...header(-8, null), type: 'expired' },
  { ...header(-7, null), type: 'refused' },
  { ...header(-6, office.officer.id), type: 'abandoned' },
]; // prettier-ignore

const may = (...nouns: OfferedAct['noun'][]): OfferedAct[] => nouns.map((noun) => ({ noun, refusals: [] }));

const base = (look: Look): DeskAnnouncementModel => ({
  ...viewer(look),
  id: announcementId,
  kind: 'announcement',
  severity: 'life_safety',
  status: 'awaiting_sign_off',
  drill: look.drill,
  headline: floodContent.texts[look.language]?.headline ?? '',
  agency: names(look).agency('governor-office'),
  author: office.officer.name[look.language],
  number: null,
  publicHref: null,
  replacedBy: null,
  version: version(look),
  signing: {
    waitingFor: [office.governor.name[look.language]],
    since: minutes(-4),
    deadline: minutes(1),
  },
  draft: null,
  holds: [],
  fanOuts: [],
  audienceNow: null,
  events: everyEvent.slice(0, 15),
  notes: { note: look.language === 'fa' ? 'درست است.' : 'It is right.' },
  names: names(look),
  acts: [],
  openSeats: [
    { seat: 'crisis-management', agency: names(look).agency('crisis-management') },
    { seat: 'health', agency: names(look).agency('health') },
  ],
  mySeat: null,
  myDecision: null,
  formKey: 'form-key',
  refused: null,
  notice: null,
});

/** The governor, asked to sign, with an objection above the button. */
export const toSign = (look: Look): DeskAnnouncementModel => {
  const model = base(look);
  const objection = {
    agency: names(look).agency('roads'),
    person: staffOf.roads.manager.name[look.language],
    at: minutes(-3),
    note: look.language === 'fa' ? 'جادهٔ بافت باز است.' : 'The Baft road is open.',
  };
  return {
    ...model,
    version: { ...version(look), objections: [objection] },
    acts: [
      ...may('sign-offs', 'codes', 'take-backs', 'holds'),
      {
        noun: 'overrides',
        refusals: [{ code: 'not_allowed_in_state', action: 'override', status: 'signed_off' }],
      },
    ],
  };
};

/** A reviewer whose note was missing, with everything else a seat may do. */
export const toReview = (look: Look): DeskAnnouncementModel => ({
  ...base(look),
  status: 'in_review',
  signing: null,
  mySeat: 'health',
  myDecision: 'decision',
  acts: may('reviews', 'objections', 'retractions', 'waivers', 'overrides'),
  refused: {
    noun: 'reviews',
    refusals: [{ code: 'reason_required' }],
    typed: { note: 'جادهٔ بافت باز است.' },
  },
});

export const asDraft = (look: Look): DeskAnnouncementModel => ({
  ...base(look),
  status: 'draft',
  signing: null,
  version: null,
  draft: { revision: 3, changedBy: office.officer.name[look.language], changedAt: minutes(-1) },
  events: everyEvent.slice(0, 1),
  acts: may('submissions', 'abandonments'),
});

/** Signed, held, and waiting for a go. */
export const onHold = (look: Look): DeskAnnouncementModel => ({
  ...base(look),
  status: 'signed_off',
  signing: null,
  audienceNow: 30_001,
  holds: [
    { id: 'h1', reason: 'audience_growth', by: null, at: minutes(-2), note: null },
    {
      id: 'h2',
      reason: 'person',
      by: office.officer.name[look.language],
      at: minutes(-1),
      note: look.language === 'fa' ? 'تا پایان جلسه.' : 'Until the meeting ends.',
    },
  ],
  acts: may('releases', 'freed-holds', 'take-backs'),
});

/** Released and being sent, with everything that ever happened. */
export const sending = (look: Look): DeskAnnouncementModel => ({
  ...base(look),
  status: 'released',
  signing: null,
  number: { value: 3, year: null },
  publicHref: `/announcements/${announcementId}`,
  events: everyEvent,
  fanOuts: [
    {
      channel: 'email',
      state: 'running',
      snapshot: 24_312,
      counts: { accepted: 18_004, queued: 6_300, refused: 5, sending: 3 },
    },
  ],
  acts: may('stops', 'withdrawals'),
  notice: 'recorded',
});

export const write = (look: Look): WriteModel => ({
  ...viewer(look),
  id: null,
  revision: null,
  drill: look.drill,
  fields: blankDraft(now, look.language, channels),
  lists: [{ id: 'journalists', name: look.language === 'fa' ? 'خبرنگاران' : 'Journalists', count: 24_312 }],
  channels,
  incidents: [
    { id: 'flood', title: look.language === 'fa' ? 'سیل جنوب کرمان' : 'South Kerman flood', drill: false },
  ],
  targets: [
    {
      id: 'old',
      kind: 'holding',
      headline: floodContent.texts[look.language]?.headline ?? '',
      number: { value: 1, year: null },
    },
  ],
  refusals: [],
  advice: [],
  names: names(look),
  formKey: 'form-key',
  preview: null,
  moreAreas: 0,
});

export const rewrite = (look: Look): WriteModel => ({
  ...write(look),
  id: announcementId,
  revision: 3,
  fields: fieldsOf(
    { kind: 'announcement', severity: 'life_safety', drill: look.drill, incident: null, replaces: [] },
    floodContent,
    look.language,
  ),
  refusals: [
    { code: 'draft_revision_differs', shown: 3, current: 4, changedBy: office.secondOfficer.id },
    { code: 'withdrawal_missing', language: 'en' },
    { code: 'cap_fault', check: 'circle_radius', path: `cap.areas.0.circle ${capMoment(now)}` },
  ],
  advice: [{ code: 'preflight', check: 'message_map', field: null }],
  preview: version(look),
  moreAreas: 1,
});
