import { describe, expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { checkCap } from '../../domain/cap/checks.js';
import { canonicalJson, renderingBytes } from '../../domain/rendering/canonical.js';
import { fill, fillRendering, textOf, worstValues } from '../../domain/rendering/fill.js';
import type { Part, Rendering, SlotName } from '../../domain/rendering/segments.js';
import { unfill } from '../../domain/rendering/unfill.js';
import { type RenderingInput, renderAnnouncement, renderWithdrawal } from '../../renderings/announcement.js';
import { readCap } from '../../renderings/cap-reader.js';
import { recipientValues, slotValues } from '../../renderings/slot-values.js';
import { checkWorstFill } from '../../renderings/worst-fill.js';
import { anyInput, anyName } from './arbitraries.js';
import { announcementId, flood, journalist, releaseValues } from './samples.js';

const released = slotValues(releaseValues);
const everything = { ...released, ...recipientValues(journalist) };
const both = (input: RenderingInput): Rendering[] => [
  ...renderAnnouncement(input),
  ...renderWithdrawal(input),
];

function filledOf(rendering: Rendering, values = everything): readonly Part[] {
  const filled = fill(rendering.parts, values);
  if (!filled.ok) throw new Error(canonicalJson(filled.refusals));
  return filled.value;
}

/** Names of all slots of a rendering, in order. */
const slotsOf = (rendering: Rendering): SlotName[] =>
  rendering.parts.flatMap(({ segments }) =>
    segments.flatMap((segment) => ('slot' in segment ? [segment.slot] : [])),
  );

describe('whatever an author writes', () => {
  test('un-filling what was filled gives the approved segments, on every channel', () => {
    fc.assert(
      fc.property(anyInput, anyName, (input, name) => {
        for (const rendering of both(input)) {
          const values = { ...released, ...recipientValues({ ...journalist, name }) };
          const atRelease = fillRendering(rendering, released);
          if (!atRelease.ok) throw new Error(canonicalJson(atRelease.refusals));
          expect(unfill(atRelease.value.parts, rendering.parts, released)).toEqual({
            ok: true,
            value: rendering.parts,
          });
          const forOne = filledOf(atRelease.value, values);
          expect(forOne).toEqual(filledOf(rendering, values));
          expect(unfill(forOne, rendering.parts, values)).toEqual({ ok: true, value: rendering.parts });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('it becomes no slot: a rendering has the slots of its template and no others', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const plain = (said: { action?: string }) => ({
          headline: 'x',
          body: 'x',
          action: said.action ? 'x' : '',
        });
        const { texts, withdrawal } = input.content;
        const tame: RenderingInput = {
          ...input,
          content: {
            ...input.content,
            texts: texts.en ? { fa: plain(texts.fa), en: plain(texts.en) } : { fa: plain(texts.fa) },
            withdrawal: withdrawal.en ? { fa: plain({}), en: plain({}) } : { fa: plain({}) },
          },
        };
        expect(both(input).map(slotsOf)).toEqual(both(tame).map(slotsOf));
      }),
      { numRuns: 30 },
    );
  });

  test('it stays inside its element: every XML rendering is well formed and has the elements of its template', () => {
    const elements = (xml: string): string[] => [...xml.matchAll(/<([a-zA-Z:]+)[ >/]/g)].map(([, name]) => name ?? '');
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const rendering of both(input).filter(({ channel }) => ['atom', 'rss', 'cap'].includes(channel))) {
          const xml = filledOf(rendering).map(textOf).join('');
          expect(XMLValidator.validate(xml)).toBe(true);
          if (rendering.channel === 'rss') expect(elements(xml)).toEqual(['item', 'title', 'link', 'guid', 'pubDate', 'dc:creator', 'category', 'description']);
        }
      }),
      { numRuns: 30 },
    );
  }); // prettier-ignore

  test('CAP reads back as it was written, and the kind alone decides whether it warns, updates or cancels', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const [text, withdrawal] = both(input).filter(({ channel }) => channel === 'cap').map((rendering) => readCap(filledOf(rendering).map(textOf).join(''))); // prettier-ignore
        if (!text?.ok || !withdrawal?.ok) throw new Error('not readable');
        const drillWord = input.drill ? 'مانور – تمرین: ' : '';
        expect(text.value.info?.[0]?.headline).toBe(`${drillWord}${input.content.texts.fa.headline}`);
        expect(text.value.info?.[0]?.area?.[0]?.areaDesc).toBe(input.content.cap.areas[0]?.description.fa);
        expect(text.value.identifier).toBe(releaseValues.capIdentifier);
        expect(text.value.status).toBe(input.drill ? 'Exercise' : 'Actual');
        expect(text.value.msgType).toBe(input.kind === 'withdrawal' ? 'Cancel' : input.replaces.length > 0 ? 'Update' : 'Alert'); // prettier-ignore
        expect(withdrawal.value.msgType).toBe('Cancel');
        const formal = checkCap(withdrawal.value).filter(({ check }) =>
          /^(references|identifier|moment|expires|exercise)_/.test(check),
        );
        expect(formal).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('RSS carries its HTML as text: read back it is the body, tags and all', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const rendering of renderAnnouncement(input).filter(({ channel }) => channel === 'rss')) {
          const xml = filledOf(rendering).map(textOf).join('');
          const read = new XMLParser({ processEntities: false, trimValues: false }).parse(xml) as {
            item: { description: string };
          };
          expect(read.item.description).not.toMatch(/[<>"]/);
          expect(read.item.description).toMatch(/^&lt;div lang=&quot;/);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('a mail’s subject is one line', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const mails = both(input).filter(({ channel }) => channel === 'email');
        for (const rendering of mails) {
          const subject = filledOf(rendering).find(({ name }) => name === 'subject');
          expect(subject && textOf(subject)).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the same input gives the same bytes', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(both(structuredClone(input)).map(renderingBytes)).toEqual(both(input).map(renderingBytes));
      }),
      { numRuns: 10 },
    );
  });
});

describe('the worst fill', () => {
  const now = '2026-11-23T04:30:00.000Z';
  test('of a sound text fits, live and drill, text and withdrawal', () => {
    const correction = { ...flood, kind: 'correction', replaces: [announcementId] } as const;
    for (const input of [flood, { ...flood, drill: true }, correction]) {
      expect(checkWorstFill(both(input), now)).toEqual([]);
    }
  });
  test('of a text that CAP cannot carry is found', () => {
    const broken = structuredClone(flood);
    const content = { ...broken.content, cap: { ...broken.content.cap, expires: '2026-11-23T04:00:00.000Z' } };
    const checks = checkWorstFill(renderAnnouncement({ ...broken, content }), now).map((refusal) => 'check' in refusal && refusal.check);
    expect(checks).toContain('expired_already');
  }); // prettier-ignore
  test('fills every slot', () => {
    for (const rendering of both(flood))
      expect(fill(rendering.parts, worstValues(rendering.parts)).ok).toBe(true);
  });
});
