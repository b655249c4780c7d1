import { describe, expect, test } from '@jest/globals';
import { writeHtml, element } from '../../renderings/markup.js';
import { decisionPage } from '../../web/decision/page.js';
import { endedLinkPage, receiptPage } from '../../web/decision/receipt.js';
import * as samples from './samples.js';

const live = { language: 'fa', drill: false } as const;
const model = samples.decision(live);
const place = (html: string, words: string): number => {
  const found = html.indexOf(words);
  expect({ words, found: found >= 0 }).toEqual({ words, found: true });
  return found;
};

describe('a manager opens the link', () => {
  const html = decisionPage(model);

  test('the words come first in every language, then who and for how many, the acts last', () => {
    const order = [
      'سیل در راه است؛ از کنار رودخانه دور شوید</h1>',
      'Flood expected; keep away from rivers</h1>',
      'چه کسی، کجا، برای چند نفر</h2>',
      'نظر دستگاه‌ها</h2>',
      'متن آمادهٔ هر کانال</h2>',
      'متن ابطال، آماده برای زمانی که لازم شود</h2>',
      'تصمیم شما</h2>',
      'name="code"',
      'value="approve"',
      'value="request_changes"',
      'value="reject"',
    ].map((words) => place(html, words));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('the button says for how many people', () => {
    expect(html).toContain('تأیید متن برای انتشار به ۲۴٬۳۱۲ نفر</button>');
  });

  test('with nobody to write to, the button counts channels', () => {
    const nobody = {
      ...model,
      version: { ...model.version, audience: { count: 0, lists: [] } },
    };
    expect(decisionPage(nobody)).toContain('تأیید متن برای انتشار در ۵ کانال</button>');
  });

  test('the deadline stands as a clock time and as time left', () => {
    expect(html).toContain('تا ۰۸:۰۸ · ۸ دقیقه مانده');
  });

  test('a past deadline says by how much', () => {
    expect(decisionPage({ ...model, deadline: '2026-11-23T04:20:00.000Z' })).toContain(
      'تا ۰۷:۵۰ · ۱۰ دقیقه گذشته',
    );
  });

  test('what the other seats decided, who is waited for, and what was waived', () => {
    for (const words of ['مدیر بهداشت', 'جادهٔ بافت باز است', 'در انتظار مدیر مدیریت بحران', 'از نظر آن چشم‌پوشی شد'])
      place(html, words);
  }); // prettier-ignore

  test('a silent seat that is no longer needed is not waited for', () => {
    const [first, ...rest] = samples.seats(live);
    if (!first) throw new Error('no seat');
    const silent = { ...first, waitingFor: [], deadline: null };
    const shown = decisionPage({ ...model, version: { ...model.version, seats: [silent, ...rest] } });
    expect(shown).toContain('بی‌پاسخ؛ دیگر لازم نیست');
    expect(shown).not.toContain('در انتظار پاسخ');
  });

  test('what is still open is marked, what is known is filled in', () => {
    expect(html).toContain('<mark class="slot">شماره</mark>');
    expect(html).toContain('href="https://eblagh.example/verify/');
  });

  test('the code is never written into the page', () => {
    expect(html).toMatch(/<input id="code"[^>]*>/);
    expect(html).not.toMatch(/<input id="code"[^>]*value=/);
  });
});

describe('a refused decision', () => {
  const refused = decisionPage(
    samples.decision(live, {
      state: 'open',
      action: '/d/token',
      note: '</textarea><script>alert(1)</script>',
      decision: 'reject',
      refusals: [{ code: 'code_wrong', triesLeft: 2 }],
    }),
  );

  test('says how many tries are left and keeps what was written', () => {
    expect(refused).toContain('۲ بار دیگر می‌توانید امتحان کنید');
    expect(refused).toContain('&lt;/textarea&gt;&lt;script&gt;');
    expect(refused).not.toContain('<script');
  });

  test('opens at the form', () => {
    expect(refused).toContain('action="/d/token#decide"');
  });
});

describe('what a reviewer could overlook', () => {
  const hostile = 'متن\u200B پنهان \u200Eو می‌شود <b>&amp;</b>';
  const rendering = {
    channel: 'newsroom',
    language: 'fa',
    parts: [{ name: 'body', segments: writeHtml([element('p', { title: 'a\u200Bb' }, hostile)]) }],
  } as const;
  const html = decisionPage({ ...model, version: { ...model.version, renderings: [rendering] } });

  test('hidden characters are chips, half-spaces are spelling', () => {
    expect(html).toContain('متن\u200B<mark class="hidden">U+200B</mark> پنهان');
    expect(html).toContain('\u200E<mark class="hidden">U+200E</mark>');
    expect(html).toContain('می‌شود');
    expect(html).not.toContain('U+200C');
  });

  test('an author’s markup stays words, and no chip breaks an attribute', () => {
    expect(html).toContain('&lt;b&gt;&amp;amp;&lt;/b&gt;');
    expect(html).toContain('<p title="a\u200Bb">');
  });
});

describe('receipts', () => {
  test.each([
    ['recorded', 'تصمیم شما ثبت شد و با بازگشت سامانه اثر می‌کند.'],
    ['applied', 'تصمیم شما ثبت شد و اثر کرد.'],
    ['void', 'تصمیم شما اثر نکرد.'],
  ] as const)('%s has its own wording', (status, words) => {
    expect(receiptPage(samples.receipt(live, status))).toContain(words);
  });

  test('a void one says why, and does not offer to retract', () => {
    const html = receiptPage(samples.receipt(live, 'void'));
    expect(html).toContain('نسخهٔ کنونی ۳ است');
    expect(html).not.toContain('تصمیم خود را پس بگیرید');
  });

  test('one that was good and counts no more says so', () => {
    const retracted = receiptPage(samples.receipt(live, 'applied', 'retracted'));
    expect(retracted).toContain('سپس تصمیم خود را پس گرفتید');
    expect(retracted).not.toContain('تصمیم خود را پس بگیرید');
  });

  test('the same receipt twice has the same bytes', () => {
    expect(receiptPage(samples.receipt(live, 'applied'))).toBe(receiptPage(samples.receipt(live, 'applied')));
  });

  test('an ended link tells its holder who filled the seat', () => {
    expect(endedLinkPage(samples.endedLink(live, 'seat_filled'))).toContain(
      'تأیید، جانشین مدیر مدیریت بحران',
    );
  });
});
