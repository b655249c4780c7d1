import { describe, expect, test } from '@jest/globals';
import { fill, textOf } from '../../domain/rendering/fill.js';
import type { Channel } from '../../domain/content/content.js';
import type { Language } from '../../domain/language.js';
import type { PartName } from '../../domain/rendering/segments.js';
import { type RenderingInput, renderAnnouncement, renderWithdrawal } from '../../renderings/announcement.js';
import { recipientValues, slotValues } from '../../renderings/slot-values.js';
import { flood, floodContent, floodInPersian, releaseValues, replacedId } from './samples.js';

/** A small text, so that its renderings can be read here whole. */
const water: RenderingInput = {
  ...flood,
  incident: null,
  content: {
    ...floodContent,
    texts: {
      fa: { headline: 'آب قطع است', body: 'تا **فردا** آب نیست.', action: 'آب بجوشانید.' },
      en: { headline: 'No water', body: 'There is no water until **tomorrow**.', action: 'Boil water.' },
    },
  },
};
const inPersian: RenderingInput = {
  ...water,
  content: { ...floodInPersian, texts: { fa: water.content.texts.fa } },
};
const values = {
  ...slotValues({ ...releaseValues, pageUrl: 'https://e.example/a', verifyUrl: 'https://e.example/v', capUrl: 'https://e.example/c.xml' }),
  ...recipientValues({ name: 'زهرا', unsubscribeUrl: 'https://e.example/u' }),
}; // prettier-ignore

function said(channel: Channel, language: Language | null, name: PartName, input = water, render = renderAnnouncement): string {
  const rendering = render(input).find((each) => each.channel === channel && each.language === language);
  const filled = fill(rendering?.parts.filter((part) => part.name === name) ?? [], values);
  if (!filled.ok) throw new Error(JSON.stringify(filled.refusals));
  return filled.value.map(textOf).join('');
} // prettier-ignore

describe('newsroom', () => {
  test('Persian', () => {
    expect(said('newsroom', 'fa', 'title')).toBe('اطلاعیهٔ شمارهٔ ۳: آب قطع است');
    expect(said('newsroom', 'fa', 'body')).toBe(
      '<article lang="fa-IR" dir="rtl"><p class="label">اطلاعیهٔ شمارهٔ ۳</p><h1>آب قطع است</h1>' +
        '<p class="byline">استانداری کرمان · <time datetime="2026-11-23T08:00:00+03:30">دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۰۰</time></p>' +
        '<p>تا <strong>فردا</strong> آب نیست.</p>' +
        '<section class="action"><h2>چه باید کرد</h2><p>آب بجوشانید.</p></section>' +
        '<p class="validity">این متن تا سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۸:۰۰ اعتبار دارد.</p>' +
        '<p class="verify">برای اطمینان از درستی این متن: <a href="https://e.example/v" dir="ltr">https://e.example/v</a></p></article>\n',
    );
  });
  test('English', () => {
    expect(said('newsroom', 'en', 'title')).toBe('Announcement no. 3: No water');
    expect(said('newsroom', 'en', 'body')).toBe(
      '<article lang="en-GB" dir="ltr"><p class="label">Announcement no. 3</p><h1>No water</h1>' +
        '<p class="byline">Kerman Governor’s Office · <time datetime="2026-11-23T08:00:00+03:30">Monday 23 November 2026, 08:00</time></p>' +
        '<p>There is no water until <strong>tomorrow</strong>.</p>' +
        '<section class="action"><h2>What to do</h2><p>Boil water.</p></section>' +
        '<p class="validity">This text is valid until Tuesday 24 November 2026, 08:00.</p>' +
        '<p class="verify">To check that this text is genuine: <a href="https://e.example/v" dir="ltr">https://e.example/v</a></p></article>\n',
    );
  });
  test('pictures carry their alt text, documents their name', () => {
    const attachments = [
      { sha256: 'a1', mediaType: 'image/png', alt: { fa: 'نقشهٔ راه‌ها', en: 'Map of the roads' } },
      { sha256: 'b2', mediaType: 'application/pdf', alt: { fa: 'متن رسمی', en: 'Official text' } },
    ];
    const body = said('newsroom', 'fa', 'body', { ...water, content: { ...water.content, attachments } });
    expect(body).toContain(
      '<figure><img src="../attachments/a1" alt="نقشهٔ راه‌ها"/><figcaption>نقشهٔ راه‌ها</figcaption></figure>' +
        '<figure><a href="../attachments/b2" type="application/pdf">متن رسمی</a></figure>',
    );
  });
});

describe('e-mail', () => {
  test('to a Persian reader of a text in one language', () => {
    expect(said('email', 'fa', 'subject', inPersian)).toBe('اطلاعیهٔ شمارهٔ ۳: آب قطع است');
    expect(said('email', 'fa', 'text', inPersian)).toBe(
      `اطلاعیهٔ شمارهٔ ۳
آب قطع است

استانداری کرمان
زمان انتشار: دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۰۰

تا فردا آب نیست.

چه باید کرد
آب بجوشانید.

این متن تا سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۸:۰۰ اعتبار دارد.

متن در اتاق خبر:
https://e.example/a

برای اطمینان از درستی این متن:
https://e.example/v

⸻

این نامه برای زهرا فرستاده شده است.

لغو دریافت این نامه‌ها:
https://e.example/u
`,
    );
  });
  test('each reader has every language, the reader’s own first', () => {
    const persian = said('email', 'fa', 'text');
    const english = said('email', 'en', 'text');
    expect(persian.indexOf('آب قطع است')).toBeLessThan(persian.indexOf('No water'));
    expect(english.indexOf('No water')).toBeLessThan(english.indexOf('آب قطع است'));
    expect(english).toContain('This mail was sent to زهرا.');
    expect(said('email', 'en', 'subject')).toBe('Announcement no. 3: No water');
  });
  test('direction and language stand on html, body and every table and cell', () => {
    for (const [language, tag] of [['fa', 'lang="fa-IR" dir="rtl"'], ['en', 'lang="en-GB" dir="ltr"']] as const) {
      const html = said('email', language, 'html');
      expect(html).toMatch(new RegExp(`^<!doctype html>\n<html ${tag}>.*<body ${tag} `));
      const elements = html.match(/<(?:table|td)\b[^>]*>/g) ?? [];
      expect(elements.length).toBeGreaterThan(5);
      for (const each of elements) expect(each).toMatch(/lang="(fa-IR" dir="rtl"|en-GB" dir="ltr")/);
      for (const cell of html.match(/<td\b[^>]*>/g) ?? []) expect(cell).toMatch(/dir="rtl" align="right"|dir="ltr" align="left"/);
      expect(html).toContain('font-family:Tahoma,Arial');
      expect(html).toContain('<bdi dir="ltr">https://e.example/v</bdi>');
    }
  }); // prettier-ignore
});

describe('feeds', () => {
  test('Atom, Persian', () => {
    expect(said('atom', 'fa', 'body')).toBe(`<entry xmlns="http://www.w3.org/2005/Atom" xml:lang="fa-IR">
  <id>urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f</id>
  <title>اطلاعیهٔ شمارهٔ ۳: آب قطع است</title>
  <published>2026-11-23T08:00:00+03:30</published>
  <updated>2026-11-23T08:00:00+03:30</updated>
  <author>
    <name>استانداری کرمان</name>
  </author>
  <category term="announcement"/>
  <link rel="alternate" type="text/html" hreflang="fa-IR" href="https://e.example/a"/>
  <link rel="related" type="application/cap+xml" href="https://e.example/c.xml"/>
  <content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml" lang="fa-IR" dir="rtl">
      <p>اطلاعیهٔ شمارهٔ ۳</p>
      <h2>آب قطع است</h2>
      <p>تا <strong>فردا</strong> آب نیست.</p>
      <section class="action">
        <h3>چه باید کرد</h3>
        <p>آب بجوشانید.</p>
      </section>
    </div>
  </content>
</entry>`);
  });
  test('Atom names no CAP document where CAP is no channel', () => {
    const channels = ['newsroom', 'atom'] as const;
    expect(said('atom', 'fa', 'body', { ...water, content: { ...water.content, channels } })).not.toContain(
      'cap+xml',
    );
  });
  test('RSS, English', () => {
    expect(said('rss', 'en', 'body'))
      .toBe(`<item xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="en-GB">
  <title>Announcement no. 3: No water</title>
  <link>https://e.example/a</link>
  <guid isPermaLink="false">urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f</guid>
  <pubDate>Mon, 23 Nov 2026 08:00:00 +0330</pubDate>
  <dc:creator>Kerman Governor’s Office</dc:creator>
  <category>announcement</category>
  <description>&lt;div lang=&quot;en-GB&quot; dir=&quot;ltr&quot;&gt;&lt;h2&gt;No water&lt;/h2&gt;&lt;p&gt;There is no water until &lt;strong&gt;tomorrow&lt;/strong&gt;.&lt;/p&gt;&lt;section class=&quot;action&quot;&gt;&lt;h3&gt;What to do&lt;/h3&gt;&lt;p&gt;Boil water.&lt;/p&gt;&lt;/section&gt;&lt;/div&gt;
</description>
</item>`);
  });
});

describe('CAP', () => {
  test('in Persian alone', () => {
    expect(said('cap', null, 'body', inPersian)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>urn:uuid:9f1c2c74-5d5b-4f0e-8a1f-3f3f2f1f0f0f</identifier>
  <sender>eblagh@kerman.example</sender>
  <sent>2026-11-23T08:00:00+03:30</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>fa-IR</language>
    <category>Met</category>
    <event>سیل</event>
    <responseType>Evacuate</responseType>
    <urgency>Expected</urgency>
    <severity>Severe</severity>
    <certainty>Likely</certainty>
    <onset>2026-11-23T18:00:00+03:30</onset>
    <expires>2026-11-24T08:00:00+03:30</expires>
    <senderName>استانداری کرمان</senderName>
    <headline>آب قطع است</headline>
    <description>تا فردا آب نیست.

اطلاعیهٔ شمارهٔ ۳ · استانداری کرمان</description>
    <instruction>آب بجوشانید.</instruction>
    <web>https://e.example/a</web>
    <contact>03431112222</contact>
    <area>
      <areaDesc>شهرستان جیرفت</areaDesc>
      <polygon>28.5,57.5 28.5,58 28.9,58 28.5,57.5</polygon>
    </area>
    <area>
      <areaDesc>پیرامون سد</areaDesc>
      <circle>28.78,57.45 12.5</circle>
    </area>
  </info>
</alert>
`);
  });
  test('an update names what it updates, an alert names nothing', () => {
    const update = said('cap', null, 'body', { ...water, kind: 'all_clear', replaces: [replacedId] });
    expect(update).toContain('<msgType>Update</msgType>');
    expect(update).toContain(
      '<references>eblagh@kerman.example,urn:uuid:11111111-2222-4333-8444-555555555555,2026-11-23T00:00:00+03:30</references>',
    );
    expect(said('cap', null, 'body', { ...water, kind: 'denial' })).toContain('<msgType>Alert</msgType>');
  });
  test('a correction of texts that were never on CAP is an alert there: nothing can be updated', () => {
    const input: RenderingInput = { ...water, kind: 'correction', replaces: [replacedId], replacesOnCap: [] };
    expect(said('cap', null, 'body', input)).toContain('<msgType>Alert</msgType>');
    expect(said('cap', null, 'body', input)).not.toContain('<references>');
    expect(said('newsroom', 'fa', 'body', input)).toContain('این متن جای شمارهٔ');
  });
  test('a withdrawal cancels, is past, and outlives what it cancels by a day', () => {
    const cancel = said('cap', null, 'body', water, renderWithdrawal);
    expect(cancel).toContain('<msgType>Cancel</msgType>');
    expect(cancel).toContain('<urgency>Past</urgency>');
    expect(cancel).toContain('<expires>2026-11-25T08:00:00+03:30</expires>');
    expect(cancel).toContain('<category>Met</category>\n    <event>سیل</event>');
    expect(cancel).not.toContain('<onset>');
    expect(cancel).not.toContain('<instruction>');
  });
});

describe('a text that replaces another says so by number', () => {
  const correction: RenderingInput = { ...water, kind: 'correction', replaces: [replacedId] };
  test.each([
    ['newsroom', 'body', '<p class="note">این متن جای شمارهٔ ۲ سال ۱۴۰۵ را می‌گیرد.</p>'],
    ['email', 'text', 'این متن جای شمارهٔ ۲ سال ۱۴۰۵ را می‌گیرد.\n\nتا فردا'],
    ['rss', 'body', '&lt;p class=&quot;note&quot;&gt;این متن جای شمارهٔ ۲ سال ۱۴۰۵ را می‌گیرد.&lt;/p&gt;'],
  ] as const)('on %s', (channel, name, words) => {
    expect(said(channel, 'fa', name, correction)).toContain(words);
  });
  test('a withdrawal names the text it ends', () => {
    expect(said('newsroom', 'fa', 'title', water, renderWithdrawal)).toBe(
      'اعلام ابطال شمارهٔ ۳: هشدار سیل باطل شد',
    );
    expect(said('newsroom', 'fa', 'body', water, renderWithdrawal)).toContain(
      'متن شمارهٔ ۳ باطل شد و دیگر اعتبار ندارد.',
    );
    expect(said('email', 'en', 'text', water, renderWithdrawal)).toContain(
      'The text numbered 3 has been withdrawn',
    );
  });
});

describe('a drill cannot be taken for the real thing', () => {
  const drill: RenderingInput = { ...water, drill: true };
  test.each([renderAnnouncement, renderWithdrawal])(
    'its word stands in every title, subject and heading (%#)',
    (render) => {
      for (const rendering of render(drill)) {
        const word = rendering.language === 'en' ? 'DRILL – EXERCISE' : 'مانور – تمرین';
        const filled = fill(rendering.parts, values);
        const texts = filled.ok ? filled.value.map((part) => [part.name, textOf(part)] as const) : [];
        expect(texts).not.toEqual([]);
        for (const [name, text] of texts) {
          if (name === 'subject' || name === 'title') expect(text).toMatch(new RegExp(`^${word}`));
          const headings = text.match(/<(h[1-3]|title|headline|event)>[^<]*/g) ?? [];
          for (const heading of headings)
            expect(heading).toMatch(/^<[a-z1-3]+>(DRILL – EXERCISE|مانور – تمرین): /);
          if (name === 'html' || name === 'body') expect(text).toContain(word);
        }
      }
    },
  );
  test('CAP says Exercise and names the exercise in its note', () => {
    const cap = said('cap', null, 'body', drill);
    expect(cap).toContain('<status>Exercise</status>');
    expect(cap).toContain(`<note>مانور – تمرین / DRILL – EXERCISE: ${drill.announcement}</note>`);
  });
  test('its mail bears stripes at top and bottom, and offers no unsubscribing', () => {
    expect(said('email', 'fa', 'html', drill).split('repeating-linear-gradient').length).toBe(3);
    expect(said('email', 'fa', 'text', drill)).not.toContain('لغو دریافت');
    expect(said('email', 'fa', 'html', drill)).not.toContain('https://e.example/u');
  });
  test('a live text has none of this', () => {
    for (const { channel, language, parts } of renderAnnouncement(water)) {
      for (const { name } of parts)
        expect(said(channel, language, name)).not.toMatch(/مانور|DRILL|Exercise|gradient/);
    }
  });
});
