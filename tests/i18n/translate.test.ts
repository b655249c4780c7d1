import { describe, expect, test } from '@jest/globals';
import { translator } from '../../i18n/translate.js';

describe('the texts of the interface', () => {
  const fa = translator('fa');
  const en = translator('en');

  test('numbers are written in the digits of the language', () => {
    expect(fa('shared.people', { count: 24312 })).toBe('۲۴٬۳۱۲ نفر');
    expect(en('shared.people', { count: 24312 })).toBe('24,312 people');
  });

  test('English counts one apart from many', () => {
    expect(en('shared.channels', { count: 1 })).toBe('1 channel');
    expect(en('refusals.code_wrong', { count: 1 })).toContain('one more try');
    expect(fa('refusals.code_wrong', { count: 4 })).toContain('۴ بار دیگر');
  });

  test('what an author writes is never read as a template, a nested text or markup', () => {
    const headline = 'سیل {{name}} $t(shared.product) <b>&amp;</b>';
    expect(fa('emails.ask.subject.review_asked', { headline })).toBe(`درخواست تأیید: ${headline}`);
  });
});
