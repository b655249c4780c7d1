import { describe, expect, test } from '@jest/globals';
import type { AlertArea, AlertInfo, AlertResource, CapAlert } from '../../../domain/cap/alert.js';
import { type CapCheckName, capCheckNames, checkCap } from '../../../domain/cap/checks.js';
import type { CapContext, KnownMessage } from '../../../domain/cap/rules/rule.js';
import { capCheckSentences } from '../../../i18n/catalogues/cap-checks.js';

const earlier: KnownMessage = {
  sender: 'eblagh@kerman.example',
  identifier: 'urn:uuid:11111111-2222-4333-8444-555555555555',
  sent: '2026-11-22T20:00:00+03:30',
  cancelled: false,
  mustBeNamed: true,
};
const reference = (message: KnownMessage): string =>
  `${message.sender},${message.identifier},${message.sent}`;

const resource: AlertResource = {
  resourceDesc: 'نقشه',
  mimeType: 'image/png',
  size: '1024',
  uri: 'https://eblagh.example/attachments/a',
  digest: 'a'.repeat(40),
};
const area: AlertArea = {
  areaDesc: 'شهرستان جیرفت',
  polygon: ['28.5,57.5 28.5,58 28.9,58 28.5,57.5'],
  circle: ['28.7,57.7 10'],
  altitude: '0',
  ceiling: '3000',
};
const persian: AlertInfo = {
  language: 'fa-IR',
  category: ['Met'],
  event: 'سیل',
  responseType: ['Evacuate'],
  urgency: 'Expected',
  severity: 'Severe',
  certainty: 'Likely',
  effective: '2026-11-23T08:00:00+03:30',
  onset: '2026-11-23T18:00:00+03:30',
  expires: '2026-11-24T08:00:00+03:30',
  senderName: 'استانداری کرمان',
  headline: 'سیل در راه است',
  description: 'بارش شدید از ساعت ۱۸ آغاز می‌شود.',
  instruction: 'به جای بلند بروید.',
  web: 'https://eblagh.example/announcements/1',
  resource: [resource],
  area: [area],
};
const english: AlertInfo = {
  ...persian,
  language: 'en-GB',
  event: 'Flood',
  senderName: 'Kerman Governor’s Office',
  headline: 'Flood expected',
  description: 'Heavy rain starts at 18:00.',
  instruction: 'Go to high ground.',
  resource: [{ ...resource, resourceDesc: 'Map' }],
  area: [{ ...area, areaDesc: 'Jiroft county' }],
};

/** An update in two languages in which nothing is wrong. */
const flood: CapAlert = {
  identifier: 'urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f',
  sender: earlier.sender,
  sent: '2026-11-23T08:00:00+03:30',
  status: 'Actual',
  msgType: 'Update',
  scope: 'Public',
  references: reference(earlier),
  incidents: '"سیل جنوب" 1405-7',
  info: [persian, english],
};
const context: CapContext = {
  now: '2026-11-23T04:30:00.000Z',
  known: [earlier],
  province: { south: 26, west: 54, north: 32, east: 60 },
};

const withInfo = (change: Partial<AlertInfo>, among: Partial<AlertInfo> = change): CapAlert => ({
  ...flood,
  info: [
    { ...persian, ...change },
    { ...english, ...among },
  ],
});
const onlyPersian = (change: Partial<AlertInfo>): CapAlert => withInfo(change, {});
const without = (name: keyof AlertInfo): CapAlert => {
  const { [name]: _, ...rest } = persian;
  return { ...flood, info: [rest as AlertInfo, english] };
};
const withArea = (change: Partial<AlertArea>): CapAlert => onlyPersian({ area: [{ ...area, ...change }] });
const withResource = (change: Partial<AlertResource>): CapAlert =>
  onlyPersian({ resource: [{ ...resource, ...change }] });
const withKnown = (known: readonly KnownMessage[]): CapContext => ({ ...context, known });
const exercise = { ...flood, status: 'Exercise' } as const;

/** For each check a message that breaks it, where, and (where the fault lies outside it) what is known. */
const broken: readonly (readonly [CapCheckName, string, CapAlert, CapContext?])[] = [
  ['identifier_form', 'identifier', { ...flood, identifier: 'a b' }],
  ['identifier_form', 'identifier', { ...flood, identifier: '' }],
  ['identifier_form', 'identifier', { ...flood, identifier: 'a,b' }],
  ['identifier_form', 'identifier', { ...flood, identifier: 'a<b' }],
  ['identifier_form', 'identifier', { ...flood, identifier: 'a&b' }],
  ['identifier_not_urn', 'identifier', { ...flood, identifier: 'KERMAN-1405-7' }],
  ['sender_form', 'sender', { ...flood, sender: 'استانداری کرمان' }],
  ['restriction_missing', 'restriction', { ...flood, scope: 'Restricted' }],
  ['addresses_missing', 'addresses', { ...flood, scope: 'Private' }],
  ['list_quotes', 'incidents', { ...flood, incidents: '"سیل جنوب' }],
  ['draft_status', 'status', { ...flood, status: 'Draft' }],
  ['exercise_note_missing', 'note', { ...exercise }],
  ['error_note_missing', 'note', { ...flood, msgType: 'Error' }],
  ['references_missing', 'references', { ...flood, references: ' ' }],
  ['references_on_alert', 'references', { ...flood, msgType: 'Alert' }],
  ['references_form', 'references', { ...flood, references: `${reference(earlier)} x,y` }],
  ['references_form', 'references', { ...flood, references: `${reference(earlier)} x,y,2026-11-22T20:00:00Z` }],
  ['references_repeated', 'references', { ...flood, references: `${reference(earlier)}\n${reference(earlier)}` }],
  ['references_self', 'references', { ...flood, identifier: earlier.identifier }],
  ['references_future', 'references', { ...flood, sent: '2026-11-22T19:59:59+03:30' }],
  ['references_unknown', 'references', flood, withKnown([])],
  ['references_unknown', 'references', flood, withKnown([earlier, earlier])],
  ['references_unknown', 'references', flood, withKnown([{ ...earlier, sender: 'other@yazd.example' }])],
  ['references_cancelled', 'references', flood, withKnown([{ ...earlier, cancelled: true }])],
  ['references_incomplete', 'references', flood, withKnown([earlier, { ...earlier, identifier: 'urn:uuid:2' }])],
  ['moment_form', 'sent', { ...flood, sent: '2026-11-23T04:30:00Z' }],
  ['moment_form', 'info[0].onset', onlyPersian({ onset: '2026-11-23T18:00:00.000+03:30' })],
  ['moment_form', 'info[0].onset', onlyPersian({ onset: '۲۰۲۶-11-23T18:00:00+03:30' })],
  ['moment_form', 'info[0].onset', onlyPersian({ onset: '2026-13-23T18:00:00+03:30' })],
  ['sent_ahead', 'sent', flood, { ...context, now: '2026-11-23T04:20:00.000Z' }],
  ['expires_missing', 'info[0].expires', without('expires')],
  ['expires_before_sent', 'info[0].expires', onlyPersian({ expires: '2026-11-23T08:00:00+03:30' })],
  ['expires_before_effective', 'info[0].expires', onlyPersian({ effective: '2026-11-25T08:00:00+03:30' })],
  ['expires_before_onset', 'info[0].expires', onlyPersian({ onset: '2026-11-25T08:00:00+03:30' })],
  ['expired_already', 'info[0].expires', flood, { ...context, now: '2026-11-24T04:30:00.000Z' }],
  ['onset_before_effective', 'info[0].onset', onlyPersian({ effective: '2026-11-23T19:00:00+03:30' })],
  ['polygon_form', 'info[0].area[0].polygon[0]', withArea({ polygon: ['28.5 57.5'] })],
  ['polygon_form', 'info[0].area[0].polygon[0]', withArea({ polygon: ['۲۸٫۵,57.5 1,1 2,2 28.5,57.5'] })],
  ['polygon_points', 'info[0].area[0].polygon[0]', withArea({ polygon: ['28.5,57.5 28.5,58 28.5,57.5'] })],
  ['polygon_open', 'info[0].area[0].polygon[1]', withArea({ polygon: [...area.polygon!, '28.5,57.5 28.5,58 28.9,58 28.9,57.5'] })],
  ['polygon_crossing', 'info[0].area[0].polygon[0]', withArea({ polygon: ['28,57 29,58 28,58 29,57 28,57'] })],
  ['circle_form', 'info[0].area[0].circle[0]', withArea({ circle: ['28.7,57.7'] })],
  ['circle_radius', 'info[0].area[0].circle[0]', withArea({ circle: ['28.7,57.7 0'] })],
  ['circle_radius', 'info[0].area[0].circle[0]', withArea({ circle: ['28.7,57.7 -1'] })],
  ['coordinate_range', 'info[0].area[0].circle[0]', withArea({ circle: ['91,57.7 10'] })],
  ['coordinate_swapped', 'info[0].area[0].circle[0]', withArea({ circle: ['57.7,28.7 10'] })],
  ['outside_province', 'info[0].area[0].circle[0]', withArea({ circle: ['35.7,51.4 10'] })],
  ['ceiling_without_altitude', 'info[0].area[0].ceiling', onlyPersian({ area: [{ areaDesc: 'جیرفت', ceiling: '10' }] })],
  ['ceiling_below_altitude', 'info[0].area[0].ceiling', withArea({ altitude: '3001' })],
  ['info_missing', 'info', { ...flood, info: [] }],
  ['event_missing', 'info[0].event', onlyPersian({ event: ' ' })],
  ['headline_missing', 'info[0].headline', without('headline')],
  ['description_missing', 'info[0].description', without('description')],
  ['instruction_missing', 'info[0].instruction', without('instruction')],
  ['category_other', 'info[0].category', withInfo({ category: ['Other'] })],
  ['sender_name_missing', 'info[0].senderName', without('senderName')],
  ['area_missing', 'info[0].area', without('area')],
  ['area_description_missing', 'info[0].area[0].areaDesc', withArea({ areaDesc: '' })],
  ['area_without_geometry', 'info[0].area[0]', onlyPersian({ area: [{ areaDesc: 'جیرفت' }] })],
  ['markup', 'info[0].description', onlyPersian({ description: 'متن <b>مهم</b>' })],
  ['entity', 'info[0].headline', onlyPersian({ headline: 'سیل &amp; باد' })],
  ['control_character', 'info[0].headline', onlyPersian({ headline: 'سیل\u0007' })],
  ['control_character', 'info[0].headline', onlyPersian({ headline: 'سیل\uD800' })],
  ['bidi_override', 'info[0].area[0].areaDesc', withArea({ areaDesc: 'جیرفت\u202E' })],
  ['invisible_character', 'info[0].headline', onlyPersian({ headline: 'سیل\u200B در راه است' })],
  ['blank_edges', 'info[0].headline', onlyPersian({ headline: ' سیل در راه است' })],
  ['headline_long', 'info[0].headline', onlyPersian({ headline: 'س'.repeat(161) })],
  ['language_missing', 'info[0].language', without('language')],
  ['language_form', 'info[0].language', onlyPersian({ language: 'fa_IR' })],
  ['language_script', 'info[0].language', onlyPersian({ headline: 'Flood expected' })],
  ['language_repeated', 'info[1].language', { ...flood, info: [persian, { ...persian, headline: 'باد' }] }],
  ['language_same_text', 'info[1].description', { ...flood, info: [persian, { ...persian, language: 'en-GB' }] }],
  ['language_codes_differ', 'info[1].category', withInfo({ category: ['Met'] }, { category: ['Fire'] })],
  ['arabic_letters', 'info[0].headline', onlyPersian({ headline: 'سيل در راه است' })],
  ['web_relative', 'info[0].web', onlyPersian({ web: '/announcements/1' })],
  ['uri_relative', 'info[0].resource[0].uri', withResource({ uri: 'a.png' })],
  ['resource_unreachable', 'info[0].resource[0].uri', onlyPersian({ resource: [{ resourceDesc: 'نقشه', mimeType: 'image/png' }] })],
  ['media_type_form', 'info[0].resource[0].mimeType', withResource({ mimeType: 'png' })],
  ['size_form', 'info[0].resource[0].size', withResource({ size: '-1' })],
  ['digest_form', 'info[0].resource[0].digest', withResource({ digest: 'abc' })],
  ['digest_missing', 'info[0].resource[0].digest', onlyPersian({ resource: [{ ...resource, digest: undefined } as unknown as AlertResource] })],
  ['all_clear_with_action', 'info[0].responseType', withInfo({ responseType: ['AllClear', 'Evacuate'] })],
  ['all_clear_alone', 'info[0].responseType', { ...withInfo({ responseType: ['AllClear'] }), msgType: 'Alert' }],
  ['past_with_future_onset', 'info[0].urgency', withInfo({ urgency: 'Past' })],
  ['actual_with_drill_words', 'status', onlyPersian({ headline: 'مانور سیل' })],
  ['exercise_without_words', 'status', { ...exercise, note: 'Ex-7' }],
]; // prettier-ignore

describe('rules of CAP 1.2 that its schema does not hold', () => {
  test('a sound message in two languages has no fault', () => {
    expect(checkCap(flood, context)).toEqual([]);
  });
  test('a sound drill, alert, cancel and private message have none', () => {
    const { references: _, ...alert } = flood;
    expect(checkCap({ ...alert, msgType: 'Alert' }, { ...context, known: [] })).toEqual([]);
    expect(checkCap({ ...exercise, note: 'مانور – تمرین: 7' }, context)).toEqual([]);
    expect(checkCap({ ...flood, msgType: 'Cancel' }, context)).toEqual([]);
    expect(checkCap({ ...flood, scope: 'Private', addresses: 'a@x.example "دفتر بحران"' }, context)).toEqual(
      [],
    );
  });
  test.each(broken)('%s is found at %s', (check, path, alert, known = context) => {
    expect(checkCap(alert, known)).toContainEqual({
      check,
      path,
      severity: expect.stringMatching(/^(error|warning)$/),
    });
  });
  test('each rule but the form has a message that breaks it', () => {
    const covered = new Set(broken.map(([check]) => check));
    expect(capCheckNames.filter((check) => check !== 'form' && !covered.has(check))).toEqual([]);
  });
  test('rules that need what is not known do not ask', () => {
    expect(checkCap(flood, {})).toEqual([]);
  });
  test('references are cut at white space first: a triple’s own commas do not divide it', () => {
    const two = `${reference(earlier)}  \n ${reference({ ...earlier, identifier: 'urn:uuid:2' })}`;
    const known = [earlier, { ...earlier, identifier: 'urn:uuid:2' }];
    expect(checkCap({ ...flood, references: two }, withKnown(known))).toEqual([]);
  });
});

test('every check has a sentence of its own in both languages', () => {
  for (const sentences of Object.values(capCheckSentences)) {
    expect(Object.keys(sentences).toSorted()).toEqual([...capCheckNames].toSorted());
    expect(new Set(Object.values(sentences)).size).toBe(capCheckNames.length);
    expect(Object.values(sentences).every((sentence) => /[.]$/.test(sentence))).toBe(true);
  }
});
