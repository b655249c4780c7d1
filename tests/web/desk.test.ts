import { describe, expect, test } from '@jest/globals';
import { languages } from '../../domain/language.js';
import { deskAnnouncementPage } from '../../web/desk/announcement.js';
import { eventSentence } from '../../web/desk/event-words.js';
import { signInPage } from '../../web/desk/sign-in.js';
import * as desks from './desk-samples.js';

const live = { language: 'fa', drill: false } as const;
const model = desks.toSign(live);

describe('the governor opens a text to sign', () => {
  const html = deskAnnouncementPage(model);

  test('the button says for how many people on how many channels', () => {
    expect(html).toMatch(/value="sign"[^>]*>امضا و انتشار برای ۲۴٬۳۱۲ نفر در ۵ کانال<\/button>/);
  });

  test('an objection stands above the button', () => {
    expect(html.indexOf('اعتراض ادارهٔ کل راهداری')).toBeGreaterThan(0);
    expect(html.indexOf('اعتراض ادارهٔ کل راهداری')).toBeLessThan(html.indexOf('value="sign"'));
  });

  test('the form names the version and the manifest it showed', () => {
    expect(html).toMatch(/<input type="hidden" name="version" value="2"\/>/);
    expect(html).toContain(`name="manifest" value="${model.version?.manifestSha256}"`);
  });

  test('refusing is the last button', () => {
    const order = ['sign', 'return', 'refuse'].map((value) => html.indexOf(`value="${value}"`));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('what is not possible now is disabled and says why', () => {
    expect(html).toMatch(/<button class="wide danger"[^>]*disabled=""/);
    expect(html).toContain(
      'اکنون ممکن نیست: «انتشار بدون تکمیل بررسی» برای متنی که «امضاشده، در انتظار انتشار» است ممکن نیست.',
    );
  });

  test('one act is open, the others are folded', () => {
    expect(html.match(/class="card decide"/g)).toHaveLength(1);
    expect(html).toMatch(/<summary>نگه داشتن انتشار<\/summary>/);
  });
});

describe('acts on the staff page', () => {
  test('a refused one is open and keeps what was typed', () => {
    const html = deskAnnouncementPage(desks.toReview(live));
    expect(html).toContain('برای این کار دلیل لازم است.');
    expect(html).toContain('>جادهٔ بافت باز است.</textarea>');
  });

  test('a go names the people counted now', () => {
    const html = deskAnnouncementPage(desks.onHold(live));
    expect(html).toContain('name="audienceCount" value="30001"');
    expect(html).toContain('انتشار برای ۳۰٬۰۰۱ نفر در ۵ کانال</button>');
  });

  test('each hold is lifted by itself', () => {
    const html = deskAnnouncementPage(desks.onHold(live));
    expect(html.match(/name="hold" value="h[12]"/g)).toHaveLength(2);
  });

  test('a withdrawal wants a typed word', () => {
    expect(deskAnnouncementPage(desks.sending(live))).toMatch(/<input id="withdrawals-word" required="" pattern="\\s\*ابطال\\s\*"/);
  }); // prettier-ignore

  test('deliveries are counted against the snapshot', () => {
    expect(deskAnnouncementPage(desks.sending(live))).toContain('۱۸٬۰۰۹ از ۲۴٬۳۱۲');
  });

  test('a submission names the revision that was seen', () => {
    expect(deskAnnouncementPage(desks.asDraft(live))).toContain('name="revision" value="3"');
  });
});

describe('what happened, in sentences', () => {
  test.each(languages.flatMap((language) => desks.everyEvent.map((event) => [event.type, language, event] as const)))(
    '%s in %s',
    (_, language, event) => {
      const said = eventSentence(event, language, model.names);
      expect(said).toMatch(/\.$/);
      expect(said).not.toMatch(/\{\{|undefined|null/);
      if (language === 'fa') expect(said).not.toMatch(/[0-9]/);
    },
  ); // prettier-ignore

  test('who did what is named', () => {
    const review = desks.everyEvent.find(({ type }) => type === 'reviewed');
    expect(review && eventSentence(review, 'fa', model.names)).toBe(
      'جانشین مدیر بهداشت از سوی دانشگاه علوم پزشکی تصمیم گرفت: تأیید.',
    );
  });
});

describe('the way in', () => {
  test('a trial shows its whole cast as buttons, in one form', () => {
    const html = signInPage(desks.signIn(live));
    expect(html.match(/<button class="wide" name="person"|<button [^>]*name="person"/g)).toHaveLength(32);
    expect(html.match(/<form[^>]*action="\/sign-in"/g)).toHaveLength(1);
  });

  test('a code is asked for by POST, with the attempt it belongs to', () => {
    const html = signInPage(desks.signIn(live, { name: 'code', attempt: 'attempt-1', email: 'a@example.test' }));
    expect(html).toContain('name="attempt" value="attempt-1"');
    expect(html).toContain('<bdi dir="ltr">a@example.test</bdi>');
  }); // prettier-ignore
});
