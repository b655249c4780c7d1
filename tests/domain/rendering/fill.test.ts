import { describe, expect, test } from '@jest/globals';
import { fill, fillRendering, textOf, worstValues } from '../../../domain/rendering/fill.js';
import {
  type Part,
  type Rendering,
  type SlotName,
  joined,
  slotNames,
} from '../../../domain/rendering/segments.js';
import { fits, slotRules } from '../../../domain/rendering/slots.js';
import { unfill } from '../../../domain/rendering/unfill.js';

const parts: Part[] = [
  { name: 'subject', segments: [{ literal: 'شمارهٔ ' }, { slot: 'number', form: 'plain', language: 'fa' }] },
  {
    name: 'html',
    segments: [
      { literal: '<p>' },
      { slot: 'number', form: 'xml', language: 'fa' },
      { literal: ' ' },
      { slot: 'recipient.name', form: 'xml' },
      { literal: '</p>' },
    ],
  },
];
const known = { 'number.fa': '۳' };
const zahra = { 'recipient.name': 'زهرا <& «همکار»>' };

describe('filling', () => {
  test('writes each value as its surroundings need it', () => {
    const filled = fill(parts, { ...known, ...zahra });
    expect(filled).toEqual({
      ok: true,
      value: [
        { name: 'subject', segments: [{ literal: 'شمارهٔ ۳' }] },
        { name: 'html', segments: [{ literal: '<p>۳ زهرا &lt;&amp; «همکار»&gt;</p>' }] },
      ],
    });
  });
  test('leaves the recipients’ slots open where asked, and they are filled later', () => {
    const rendering: Rendering = { channel: 'email', language: 'fa', parts };
    const released = fillRendering(rendering, known);
    if (!released.ok) throw new Error('not filled');
    expect(released.value.parts[1]?.segments).toEqual([
      { literal: '<p>۳ ' },
      { slot: 'recipient.name', form: 'xml' },
      { literal: '</p>' },
    ]);
    expect(fill(released.value.parts, zahra)).toEqual(fill(parts, { ...known, ...zahra }));
  });
  test('names every slot without a fitting value, once', () => {
    expect(fill(parts, {})).toEqual({
      ok: false,
      refusals: [
        { code: 'slot_value', slot: 'number.fa' },
        { code: 'slot_value', slot: 'recipient.name' },
      ],
    });
  });
  test('does not take a value from the prototype of the values', () => {
    const inherited = Object.create({ 'number.fa': '۳' }) as Record<string, string>;
    expect(fill(parts.slice(0, 1), inherited).ok).toBe(false);
  });
  test('an open slot has no text', () => {
    expect(() => textOf({ name: 'body', segments: [{ slot: 'number', form: 'plain' }] })).toThrow(
      'still open',
    );
  });
});

describe('un-filling', () => {
  const values = { ...known, ...zahra };
  const filled = fill(parts, values);
  if (!filled.ok) throw new Error('not filled');

  test('gives exactly the approved segments', () => {
    expect(unfill(filled.value, parts, values)).toEqual({ ok: true, value: parts });
  });
  test('a filling with open recipients gives them too', () => {
    const released = fill(parts, known, { leaveRecipientsOpen: true });
    if (!released.ok) throw new Error('not filled');
    expect(unfill(released.value, parts, known)).toEqual({ ok: true, value: parts });
  });
  test.each([
    ['one letter', '<p>۳ زهرا', '<p>۳ زهره'],
    ['another number', '<p>۳', '<p>۴'],
    ['a letter of the author', 'شمارهٔ', 'شماره '],
    ['a word more at the end', '</p>', '</p>!'],
    ['a word less', '</p>', ''],
  ])('refuses bytes that differ by %s', (_, from, to) => {
    const altered = filled.value.map((part) => ({
      ...part,
      segments: part.segments.map((segment) => ('literal' in segment ? { literal: segment.literal.replace(from, to) } : segment)),
    }));
    expect(unfill(altered, parts, values)).toEqual({ ok: false, refusals: [{ code: 'bytes_differ' }] });
  }); // prettier-ignore
  test('refuses parts that are missing, renamed or in another order', () => {
    expect(unfill(filled.value.slice(1), parts, values).ok).toBe(false);
    expect(unfill(filled.value.toReversed(), parts, values).ok).toBe(false);
  });
  test('refuses a slot that is open but was to be filled at release', () => {
    expect(unfill(parts, parts, {}).ok).toBe(false);
  });
});

describe('values of slots', () => {
  test.each([...slotNames])(
    'the worst value of %s fits its own slot and is as wide as any',
    (name: SlotName) => {
      const { worst, width } = slotRules[name];
      expect(fits(name, worst)).toBe(true);
      expect(worst.length).toBeLessThanOrEqual(width);
      expect(worst.length).toBeGreaterThan(width * 0.85);
    },
  );
  test.each([
    ['number', ''],
    ['number', '۳\n'],
    ['number', '3'.repeat(33)],
    ['recipient.name', 'زهرا\u202E'],
    ['recipient.name', 'زهرا\u0000'],
    ['recipient.name', 'زهرا\uD800'],
    ['recipient.name', 'زهرا\nBcc: x@y.example'],
    ['verify_url', 'javascript:alert(1)'],
    ['verify_url', 'https://x.example/"onmouseover="'],
    ['cap.sent', '2026-11-23T08:00:00Z'],
    ['cap.sent', '۲۰۲۶-11-23T08:00:00+03:30'],
    ['cap.identifier', 'urn:uuid:not'],
    ['cap.references', 'a,b'],
    ['rss.pub_date', 'yesterday'],
  ] as const)('%s does not take %j', (name, value) => {
    expect(fits(name, value)).toBe(false);
  });
  test('the worst values of a rendering are those of its slots', () => {
    expect(Object.keys(worstValues(parts))).toEqual(['number.fa', 'recipient.name']);
  });
});

test('segments have one shape: neighbours joined, empty ones gone', () => {
  expect(
    joined([
      { literal: '' },
      { literal: 'a' },
      { literal: 'b' },
      { slot: 'number', form: 'plain' },
      { literal: '' },
    ]),
  ).toEqual([{ literal: 'ab' }, { slot: 'number', form: 'plain' }]);
});
