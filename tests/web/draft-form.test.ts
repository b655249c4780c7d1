import { describe, expect, test } from '@jest/globals';
import { channels } from '../../domain/content/content.js';
import { languages } from '../../domain/language.js';
import {
  blankDraft,
  contentOf,
  draftTextFields,
  fieldsOf,
  headerOf,
  typedDraft,
} from '../../web/desk/draft-form.js';
import { floodContent } from '../renderings/samples.js';
import { now } from './samples.js';

const header = {
  kind: 'announcement',
  severity: 'life_safety',
  drill: true,
  incident: 'flood',
  replaces: ['old'],
} as const;
const typed = (changes: Readonly<Record<string, unknown>>) => {
  const fields = fieldsOf(header, floodContent, 'fa');
  return typedDraft({ ...fields.text, channels: fields.channels, lists: fields.lists, replaces: fields.replaces, ...changes });
}; // prettier-ignore

describe('a saved draft in its form', () => {
  test.each(languages)('comes back unchanged in %s when nothing was typed', (language) => {
    const fields = fieldsOf(header, floodContent, language);
    expect(contentOf(fields, floodContent)).toEqual({ ok: true, value: floodContent });
    expect(headerOf(fields)).toEqual(header);
  });

  test('keeps what the form does not show: attachments, polygons and further areas', () => {
    const content = {
      ...floodContent,
      attachments: [{ sha256: 'a', mediaType: 'image/png', alt: { fa: 'نقشه', en: 'Map' } }],
    };
    const ruling = contentOf(typed({ 'cap.area.description.fa': 'بم' }), content);
    expect(ruling).toMatchObject({ ok: true, value: { attachments: content.attachments } });
    const [first, second] = floodContent.cap.areas;
    expect(ruling.ok && ruling.value.cap['areas']).toEqual([
      { ...first, description: { fa: 'بم', en: first?.description.en } },
      second,
    ]);
  });

  test('drops English that was emptied', () => {
    const empty = Object.fromEntries(
      draftTextFields.filter((name) => /\.en\.(headline|body|action|sms)$/.test(name)).map((name) => [name, '']),
    ); // prettier-ignore
    const ruling = contentOf(typed(empty), floodContent);
    expect(ruling.ok && Object.keys(ruling.value.texts)).toEqual(['fa']);
    expect(ruling.ok && Object.keys(ruling.value.withdrawal)).toEqual(['fa']);
  });
});

describe('what is typed', () => {
  test('moments and circles in Persian digits are read', () => {
    const ruling = contentOf(
      typed({ 'cap.expires': '۱۴۰۵/۰۹/۰۳ ۰۸:۰۰', 'cap.area.circle': '۲۸٫۷۸،۵۷٫۴۵ ۱۲' }),
      null,
    );
    expect(ruling).toMatchObject({
      ok: true,
      value: {
        cap: {
          expires: '2026-11-24T04:30:00.000Z',
          areas: [{ circle: { centre: [28.78, 57.45], radius: 12 } }],
        },
      },
    });
  });

  test('what cannot be read is refused by its field, all at once', () => {
    const ruling = contentOf(
      typed({ 'cap.expires': 'فردا', 'cap.onset': '1405/13/01 08:00', 'cap.area.circle': 'بم' }),
      null,
    );
    expect(ruling).toEqual({
      ok: false,
      refusals: [
        { code: 'invalid_request', field: 'cap.onset', problem: 'not_a_moment' },
        { code: 'invalid_request', field: 'cap.expires', problem: 'not_a_moment' },
        { code: 'invalid_request', field: 'cap.area.circle', problem: 'malformed' },
      ],
    });
  });

  test('objects and prototype keys where texts belong are left out', () => {
    const fields = typedDraft({
      kind: { toString: 'x' },
      channels: [{ path: '/etc/passwd' }, 'newsroom'],
      __proto__: { severity: 'crisis' },
    });
    expect(fields.text.kind).toBe('');
    expect(fields.text.severity).toBe('');
    expect(fields.channels).toEqual(['newsroom']);
  });
});

describe('a blank form', () => {
  test('can be saved as it is: a day ahead, on every channel', () => {
    const ruling = contentOf(blankDraft(now, 'fa', channels), null);
    expect(ruling).toMatchObject({ ok: true, value: { channels, cap: { expires: '2026-11-24T04:30:00.000Z' } } });
  }); // prettier-ignore
});
