import { describe, expect, test } from '@jest/globals';
import { type ContentCheck, checkContent } from '../../../domain/content/check.js';
import type { Content } from '../../../domain/content/content.js';
import type { PreflightCheck } from '../../../domain/policy/policy.js';
import { announcementId, flood, floodContent, floodInPersian } from '../../renderings/samples.js';

const checks: readonly PreflightCheck[] = [
  'sms_parts', 'message_map', 'action', 'source', 'stale_translation', 'empty_audience', 'blocked_words',
]; // prettier-ignore
const all = (effect: 'block' | 'advise') =>
  Object.fromEntries(checks.map((check) => [check, effect])) as Record<PreflightCheck, 'block' | 'advise'>;

const strict: ContentCheck = {
  announcement: announcementId,
  kind: 'announcement',
  drill: false,
  replaces: [],
  office: flood.office,
  now: '2026-11-23T04:00:00.000Z',
  preflight: all('block'),
  audienceCount: 12,
  province: { south: 26, west: 54, north: 32, east: 60 },
};
const check = (content: Content, change: Partial<ContentCheck> = {}) =>
  checkContent(content, { ...strict, ...change });
const inPersian = (change: Partial<Content['texts']['fa']>): Content => ({
  ...floodInPersian,
  texts: { fa: { ...floodInPersian.texts.fa, ...change } },
});
const withCap = (change: Partial<Content['cap']>): Content => ({
  ...floodContent,
  cap: { ...floodContent.cap, ...change },
});

describe('a content', () => {
  test('of the trial province has nothing against it, live or drill, in one language or two', () => {
    expect(check(floodContent)).toEqual({ refusals: [], advice: [] });
    expect(check(floodInPersian)).toEqual({ refusals: [], advice: [] });
    expect(check(floodContent, { drill: true })).toEqual({ refusals: [], advice: [] });
    expect(check(floodContent, { kind: 'correction', replaces: ['x'] })).toEqual({
      refusals: [],
      advice: [],
    });
  });

  test.each([
    ['headline', 'texts.fa.headline'],
    ['body', 'texts.fa.body'],
  ] as const)('needs a %s', (name, field) => {
    expect(check(inPersian({ [name]: ' ' })).refusals).toContainEqual({ code: 'text_empty', field });
  });
  test('names the field of every text fault at once', () => {
    const { refusals } = check(
      inPersian({ headline: 'سیل\nBcc: x', body: 'الف\u0000', action: '<b>برو</b>', sms: 'ب\u202E' }),
    );
    expect(refusals).toEqual([
      { code: 'text_control_character', field: 'texts.fa.headline' },
      { code: 'text_control_character', field: 'texts.fa.body' },
      { code: 'text_markup_refused', field: 'texts.fa.action' },
      { code: 'text_bidi_override', field: 'texts.fa.sms' },
    ]);
  });
  test('of 200 kB is refused with its limit', () => {
    expect(check(inPersian({ body: 'آ'.repeat(100_000) })).refusals).toContainEqual({
      code: 'text_too_long',
      field: 'texts.fa.body',
      limit: 12_000,
    });
  });
  test('needs the withdrawal of every language it speaks', () => {
    const content: Content = { ...floodContent, withdrawal: { fa: { headline: 'باطل شد', body: '' } } };
    expect(check(content).refusals).toEqual([
      { code: 'withdrawal_missing', language: 'fa' },
      { code: 'withdrawal_missing', language: 'en' },
    ]);
  });
  test('needs the name of the event and of each area in every language it speaks', () => {
    const unnamed = withCap({
      event: { fa: 'سیل', en: '' },
      areas: [{ ...floodContent.cap.areas[0]!, description: { fa: 'جیرفت', en: ' ' } }],
    });
    expect(check(unnamed).refusals).toEqual([
      { code: 'text_empty', field: 'cap.event.en' },
      { code: 'text_empty', field: 'cap.areas[0].description.en' },
    ]);
    expect(check({ ...unnamed, texts: floodInPersian.texts }).refusals).toEqual([]);
  });
  test('is always on the newsroom', () => {
    expect(check({ ...floodContent, channels: ['email'] }).refusals).toEqual([
      { code: 'channel_unavailable', channel: 'newsroom' },
    ]);
  });
  test('that ended is refused, with or without CAP', () => {
    const late = withCap({ expires: strict.now });
    const { onset: _, ...cap } = late.cap;
    const expired = { code: 'expired', at: strict.now };
    expect(check({ ...late, cap }).refusals).toEqual([expired]);
    expect(check({ ...late, cap, channels: ['newsroom'] }).refusals).toEqual([expired]);
  });
});

describe('CAP faults are found while writing, at the author’s own fields', () => {
  test.each([
    ['instruction_missing', 'texts.fa.action', inPersian({ action: '' })],
    ['polygon_open', 'cap.areas[0].polygon', withCap({ areas: [{ ...floodContent.cap.areas[0]!, polygon: [[28.5, 57.5], [28.5, 58], [28.9, 58], [28.9, 57.5]] }] })],
    ['expires_before_onset', 'cap.expires', withCap({ onset: '2026-11-25T00:00:00.000Z' })],
    ['area_missing', 'cap.areas', withCap({ areas: [] })],
  ] as const)('%s at %s', (name, path, content) => {
    expect(check(content).refusals).toContainEqual({ code: 'cap_fault', check: name, path });
  }); // prettier-ignore
  test('warnings are advice, once for all languages', () => {
    const far = withCap({
      areas: [{ ...floodContent.cap.areas[1]!, circle: { centre: [35.7, 51.4], radius: 5 } }],
    });
    expect(check(far)).toEqual({
      refusals: [],
      advice: [{ code: 'cap_fault', check: 'outside_province', path: 'cap.areas[0].circle' }],
    });
  });
  test('a fault of the prepared withdrawal has its own field', () => {
    const shouting: Content = {
      ...floodInPersian,
      withdrawal: { fa: { ...floodInPersian.withdrawal.fa, headline: 'ه'.repeat(200) } },
    };
    expect(check(shouting).advice).toEqual([
      { code: 'cap_fault', check: 'headline_long', path: 'withdrawal.fa.headline' },
    ]);
  });
  test('nothing of CAP is asked where CAP is no channel', () => {
    expect(check({ ...withCap({ areas: [] }), channels: ['newsroom', 'email'] }).refusals).toEqual([]);
  });
});

describe('pre-flight', () => {
  const { contact: _, ...anonymous } = floodInPersian.cap;
  const found: readonly (readonly [PreflightCheck, string, Content, Partial<ContentCheck>?])[] = [
    ['sms_parts', 'texts.fa.sms', inPersian({ sms: 'آ'.repeat(202) })],
    ['message_map', 'texts.fa.action', inPersian({ action: 'برو،'.repeat(20) })],
    ['action', 'texts.fa.action', { ...inPersian({ action: '' }), channels: ['newsroom', 'email'] }],
    ['source', 'cap.contact', { ...inPersian({ body: 'سیل می‌آید.', action: 'بروید.' }), cap: anonymous }],
    ['stale_translation', 'texts.en', floodContent, { staleTranslations: ['en'] }],
    ['empty_audience', 'audience', { ...floodContent, audience: { lists: [] } }],
    ['empty_audience', 'audience', floodContent, { audienceCount: 0 }],
    [
      'blocked_words',
      'texts.fa.body',
      inPersian({ body: 'فاجعه‌ای بزرگ، ۱۲۲' }),
      { blockedWords: ['فاجعه‌اي'] },
    ],
  ];
  test.each(found)(
    '%s at %s stops the text where the policy says block',
    (name, field, content, change = {}) => {
      expect(check(content, change)).toEqual({
        refusals: [{ code: 'preflight', check: name, field }],
        advice: [],
      });
    },
  );
  test.each(found)('%s at %s is advice where the policy says advise', (name, field, content, change = {}) => {
    expect(check(content, { ...change, preflight: all('advise') })).toEqual({
      refusals: [],
      advice: [{ code: 'preflight', check: name, field }],
    });
  });
  test('27 words of headline and action are not too many', () => {
    expect(check(inPersian({ headline: 'سیل', action: 'برو،'.repeat(26) })).refusals).toEqual([]);
  });
  test('an empty audience is no fault where nothing is sent to people', () => {
    const content: Content = { ...floodContent, channels: ['newsroom', 'cap'], audience: { lists: [] } };
    expect(check(content, { audienceCount: 0 }).refusals).toEqual([]);
  });
});
