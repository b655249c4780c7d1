import type { Instant } from '../../domain/instant.js';
import type { Language } from '../../domain/language.js';
import type { PageContext, SeatView, VersionView } from '../../web/shared/model.js';
import type {
  DecisionForm,
  DecisionPageModel,
  EndedLinkModel,
  ReceiptModel,
} from '../../web/decision/model.js';
import type {
  AnnouncementPageModel,
  NewsroomItem,
  NewsroomModel,
  UnsubscribeModel,
  VerifyModel,
} from '../../web/newsroom/model.js';
import { fill, textOf } from '../../domain/rendering/fill.js';
import { renderAnnouncement, renderWithdrawal } from '../../renderings/announcement.js';
import { slotValues } from '../../renderings/slot-values.js';
import { agencies, office, staffOf } from '../../start/cast.js';
import { announcementId, flood, floodContent, releaseValues, replacedId } from '../renderings/samples.js';

/** Monday 2 Azar 1405, 08:00 in Tehran. */
export const now: Instant = '2026-11-23T04:30:00.000Z';
const minutes = (count: number): Instant => new Date(Date.parse(now) + count * 60_000).toISOString();
export const hash = 'c1f0a4b7e2d95836c1f0a4b7e2d95836c1f0a4b7e2d95836c1f0a4b7e2d95836';

/** How a sample is to look: whose language, drill or live. */
export interface Look {
  readonly language: Language;
  readonly drill: boolean;
}

export const context = (look: Look, path: string): PageContext => ({
  language: look.language,
  now,
  office: flood.office.name,
  trial: false,
  path,
  viewer: null,
});

const agencyName = (slug: string, language: Language): string =>
  agencies.find((agency) => agency.slug === slug)?.name[language] ?? slug;

export const seats = ({ language }: Look): SeatView[] => [
  {
    agency: agencyName('crisis-management', language),
    rules: ['all', 'veto'],
    waitingFor: [staffOf['crisis-management'].manager.name[language]],
    since: minutes(-2),
    deadline: minutes(8),
    decision: null,
    waiver: null,
  },
  {
    agency: agencyName('health', language),
    rules: ['at_least'],
    waitingFor: [],
    since: minutes(-2),
    deadline: null,
    decision: {
      person: staffOf.health.manager.name[language],
      decision: 'approve',
      at: minutes(-1),
      assurance: 'code',
      note: null,
      status: 'applied',
    },
    waiver: null,
  },
  {
    agency: agencyName('police', language),
    rules: ['at_least'],
    waitingFor: [],
    since: minutes(-2),
    deadline: null,
    decision: {
      person: staffOf.police.manager.name[language],
      decision: 'request_changes',
      at: minutes(-1),
      assurance: 'code',
      note:
        language === 'fa'
          ? 'جادهٔ بافت باز است؛ آن را از فهرست بردارید.'
          : 'The Baft road is open; take it off the list.',
      status: 'recorded',
    },
    waiver: null,
  },
  {
    agency: agencyName('red-crescent', language),
    rules: ['at_least'],
    waitingFor: [],
    since: minutes(-2),
    deadline: null,
    decision: null,
    waiver: {
      by: office.governor.name[language],
      at: minutes(-1),
      reason: language === 'fa' ? 'در مأموریت است.' : 'On a mission.',
    },
  },
];

/** The flood as a frozen version, with the one before it. */
export function version(look: Look): VersionView {
  const input = { ...flood, drill: look.drill };
  const { texts } = floodContent;
  return {
    announcement: announcementId,
    version: 2,
    kind: 'announcement',
    severity: 'life_safety',
    drill: look.drill,
    headline: texts[look.language]?.headline ?? texts.fa.headline,
    agency: agencyName('governor-office', look.language),
    submittedBy: office.officer.name[look.language],
    submittedAt: minutes(-2),
    expires: floodContent.cap.expires,
    incident: input.incident?.[look.language] ?? null,
    replaces: [],
    channels: floodContent.channels,
    audience: { count: 24_312, lists: [look.language === 'fa' ? 'خبرنگاران' : 'Journalists'] },
    manifestSha256: hash,
    renderings: renderAnnouncement(input),
    withdrawal: renderWithdrawal(input),
    known: { page_url: releaseValues.pageUrl, verify_url: releaseValues.verifyUrl },
    texts,
    previous: {
      version: 1,
      because: 'decided_on',
      texts: {
        fa: {
          ...texts.fa,
          body: texts.fa.body.replace('۱۸', '۲۰').replace('- جادهٔ بافت', '- جادهٔ راین\n- جادهٔ بافت'),
        },
      },
    },
    seats: seats(look),
    objections: [],
  };
}

const open: DecisionForm = { state: 'open', action: '/d/token', note: '', decision: null, refusals: [] };

export const decision = (look: Look, form: DecisionForm = open): DecisionPageModel => ({
  ...context(look, '/d/token'),
  person: staffOf['crisis-management'].manager.name[look.language],
  agency: agencyName('crisis-management', look.language),
  version: version(look),
  deadline: minutes(8),
  form,
});

export const receipt = (
  look: Look,
  status: ReceiptModel['status'],
  over: ReceiptModel['over'] = null,
): ReceiptModel => ({
  ...context(look, '/d/token'),
  drill: look.drill,
  person: staffOf['crisis-management'].manager.name[look.language],
  agency: agencyName('crisis-management', look.language),
  kind: 'announcement',
  headline: floodContent.texts[look.language]?.headline ?? '',
  version: 2,
  manifestSha256: hash,
  decision: 'approve',
  note: null,
  at: now,
  over,
  status,
  because: status === 'void' ? [{ code: 'version_differs', shown: 2, current: 3 }] : [],
  present: {
    status: status === 'void' ? 'in_review' : 'released',
    publicHref: status === 'void' ? null : `/announcements/${announcementId}`,
  },
});

export const endedLink = (look: Look, because: EndedLinkModel['because']): EndedLinkModel => ({
  ...context(look, '/d/token'),
  drill: look.drill,
  because,
  person: staffOf['crisis-management'].manager.name[look.language],
  kind: 'announcement',
  headline: floodContent.texts[look.language]?.headline ?? '',
  version: 1,
  decided:
    because === 'seat_filled'
      ? {
          person: staffOf['crisis-management'].standIn.name[look.language],
          decision: 'approve',
          at: minutes(-1),
        }
      : null,
  present: { status: 'in_review', publicHref: null },
});

const item = (look: Look, number: number, rest: Partial<NewsroomItem>): NewsroomItem => ({
  id: `${announcementId.slice(0, -1)}${number}`,
  kind: 'announcement',
  severity: 'routine',
  status: 'released',
  number: { value: number, year: null },
  incident: flood.incident?.[look.language] ?? null,
  headline: floodContent.texts[look.language]?.headline ?? '',
  headlineLanguage: look.language,
  releasedAt: minutes(-30 * (4 - number)),
  ...rest,
});

export const newsroom = (look: Look, items?: readonly NewsroomItem[], query = ''): NewsroomModel => ({
  ...context(look, '/'),
  drill: look.drill,
  query,
  items: items ?? [
    item(look, 3, { severity: 'life_safety' }),
    item(look, 2, {
      kind: 'denial',
      severity: 'crisis',
      headlineLanguage: 'fa',
      headline: 'خبر تعطیلی مدرسه‌ها در روز سه‌شنبه درست نیست',
    }),
    item(look, 1, {
      status: 'superseded',
      kind: 'holding',
      headlineLanguage: 'fa',
      headline: 'گزارش بارش شدید در جنوب استان؛ در حال بررسی هستیم',
    }),
  ],
  newer: null,
  older: '/?before=1',
});

/** The article of the flood as it was released, in one language. */
export function article(look: Look, written: Language): { title: string; article: string } {
  const rendering = renderAnnouncement({ ...flood, drill: look.drill }).find(
    ({ channel, language }) => channel === 'newsroom' && language === written,
  );
  const filled = fill(rendering?.parts ?? [], slotValues(releaseValues));
  if (!filled.ok) throw new Error('the sample does not fill');
  const [title, body] = filled.value.map(textOf);
  return { title: title ?? '', article: body ?? '' };
}

export const announcement = (
  look: Look,
  status: AnnouncementPageModel['status'] = 'released',
): AnnouncementPageModel => ({
  ...context(look, `/announcements/${announcementId}`),
  id: announcementId,
  drill: look.drill,
  kind: 'announcement',
  severity: 'life_safety',
  status,
  number: { value: 3, year: null },
  ...article(look, look.language),
  articleLanguage: look.language,
  languages: ['fa', 'en'],
  releasedAt: now,
  expiresAt: floodContent.cap.expires,
  endedAt: status === 'released' ? null : minutes(90),
  replacedBy:
    status === 'released' || status === 'expired'
      ? null
      : {
          id: replacedId,
          kind: status === 'withdrawn' ? 'withdrawal' : 'correction',
          headline: 'هشدار سیل باطل شد',
          number: { value: 4, year: null },
        },
  replaces: [],
  capHref: '/cap/urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f.xml',
});

export const verify = (look: Look, known = true): VerifyModel => ({
  ...context(look, `/verify/${announcementId}`),
  id: announcementId,
  found: known
    ? {
        kind: 'announcement',
        status: 'released',
        number: { value: 3, year: null },
        headline: floodContent.texts[look.language]?.headline ?? '',
        releasedAt: now,
        replacedBy: null,
        manifestSha256: hash,
        renderings: [
          { language: 'fa', sha256: hash },
          { language: 'en', sha256: hash },
        ],
      }
    : null,
});

export const unsubscribe = (look: Look, state: UnsubscribeModel['state']): UnsubscribeModel => ({
  ...context(look, '/unsubscribe/token'),
  state,
  action: '/unsubscribe/token',
  address: state === 'unknown' ? null : 'kh…@example.test',
});
