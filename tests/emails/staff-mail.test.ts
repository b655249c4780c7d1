import { describe, expect, test } from '@jest/globals';
import { composeStaffMail } from '../../emails/staff-mail.js';
import { directionOf, languages } from '../../domain/language.js';
import { floodContent } from '../renderings/samples.js';
import { ask, code, link, mails } from './samples.js';

const openingTags = (html: string, name: string): string[] =>
  html.match(new RegExp(`<${name}(\\s[^>]*)?>`, 'g')) ?? [];
const everyMail = languages.flatMap((language) =>
  [true, false].flatMap((drill) =>
    Object.entries(mails(language, drill)).map(([name, model]) => [name, language, drill ? 'drill' : 'live', composeStaffMail(model, language)] as const),
  ),
); // prettier-ignore

describe('every mail to staff', () => {
  test.each(everyMail)('%s in %s, %s: says its direction in html, body, every table and every cell', (...[, language, , { html }]) => {
    const tags = ['html', 'body', 'table', 'td'].flatMap((name) => openingTags(html, name));
    expect(tags.length).toBeGreaterThan(8);
    expect(tags.filter((tag) => !/ dir="(rtl|ltr)"/.test(tag) || !/ lang="/.test(tag))).toEqual([]);
    expect(html).toContain(`<html lang="${language === 'fa' ? 'fa-IR' : 'en-GB'}" dir="${directionOf[language]}"`);
  }); // prettier-ignore

  test.each(everyMail)(
    '%s in %s, %s: the plain text holds the link and loads nothing from elsewhere',
    (...[, , , { html, text }]) => {
      expect(text.split('\n')).toContain(link);
      expect(html).toContain(`href="${link}"`);
      expect(html).not.toMatch(/<(img|script|link|style|iframe)\b|url\(/);
    },
  );

  test.each(everyMail)(
    '%s in %s, %s: a drill, and only a drill, begins its subject with the word',
    (...[name, , mode, { subject }]) => {
      expect(/^(مانور – تمرین|DRILL – EXERCISE): /.test(subject)).toBe(
        mode === 'drill' && name !== 'sign-in',
      );
      expect(subject).not.toMatch(/[\r\n]/);
    },
  );

  test.each(everyMail.filter(([, language]) => language === 'fa'))(
    '%s in %s, %s: its own words have no Latin digits but codes, links and hashes',
    (...[, , , { text }]) => {
      const own = text
        .replaceAll(link, '')
        .replaceAll(code, '')
        .replace(/[0-9a-f]{64}/, '')
        .replaceAll(floodContent.texts.fa.body, '');
      const english = Object.values(floodContent.texts.en ?? {}).reduce(
        (left, words) => left.replaceAll(words, ''),
        own,
      );
      expect(english.replace(/\(tel:112\)/g, '')).not.toMatch(/[0-9]/);
    },
  );
});

describe('a manager is asked', () => {
  const { html, text, subject } = composeStaffMail(ask('fa', false), 'fa');

  test('the subject names the text', () => {
    expect(subject).toBe('درخواست تأیید: سیل در راه است؛ از کنار رودخانه دور شوید');
  });

  test('the whole text is in the mail, in both languages, each in its own direction', () => {
    for (const language of languages) {
      expect(text).toContain(floodContent.texts[language]?.body);
      expect(text).toContain(floodContent.withdrawal[language]?.body);
      expect(html).toContain(floodContent.texts[language]?.headline);
    }
    expect(html).toMatch(/<td lang="en-GB" dir="ltr"[^>]*>Flood expected; keep away from rivers<\/td>/);
  });

  test('how many people, by when and whether it is real are said', () => {
    for (const said of ['۲۴٬۳۱۲ نفر', 'دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۱۰', 'واقعی: پس از امضا برای مردم منتشر می‌شود']) {
      expect(text).toContain(said);
      expect(html).toContain(said);
    }
  }); // prettier-ignore

  test('the code stands alone in a line of the text, and isolated and grouped in the HTML', () => {
    expect(text.split('\n')).toContain(code);
    expect(html).toMatch(/<bdi dir="ltr"[^>]*>482 915<\/bdi>/);
  });
});

describe('hostile words', () => {
  const model = ask('fa', false);
  const hostile = composeStaffMail(
    {
      ...model,
      recipient: 'نام\r\nBcc: everybody@example.test',
      announcement: {
        ...model.announcement,
        headline: 'سیل\r\nBcc: everybody@example.test\u2028<script>alert(1)</script>',
      },
    },
    'fa',
  );

  test('a line end in a headline stays in the subject’s one line', () => {
    expect(hostile.subject).toBe('درخواست تأیید: سیل Bcc: everybody@example.test <script>alert(1)</script>');
  });

  test('a line end in a name forges no line of the text', () => {
    expect(hostile.text).not.toMatch(/^Bcc:/m);
  });

  test('markup in a headline is words', () => {
    expect(hostile.html).not.toContain('<script');
  });
});
