import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { textOf } from '../../domain/rendering/fill.js';
import { writeHtml } from '../../renderings/markup.js';
import { parseStatement, plainText, statementNodes } from '../../renderings/statement.js';

const html = (text: string): string =>
  textOf({ name: 'html', segments: writeHtml(statementNodes(parseStatement(text))) }).trimEnd();
const plain = (text: string): string => plainText(parseStatement(text), 'fa');

describe('the Markdown subset', () => {
  test.each([
    ['paragraphs and line ends', 'یک\nدو\n\nسه', '<p>یک<br/>دو</p>\n<p>سه</p>', 'یک\nدو\n\nسه'],
    ['bold', 'راه **بسته** است', '<p>راه <strong>بسته</strong> است</p>', 'راه بسته است'],
    ['a list', '- یک\n- دو', '<ul><li>یک</li><li>دو</li></ul>', '• یک\n• دو'],
    ['a numbered list', '3. یک\n4. دو', '<ol start="3"><li>یک</li><li>دو</li></ol>', '۳. یک\n۴. دو'],
    ['a list in a list', '- یک\n  - دو', '<ul><li>یک<ul><li>دو</li></ul></li></ul>', '• یک\n  • دو'],
    ['a link', '[پایگاه](https://x.example/?a=1&b=2)', '<p><a href="https://x.example/?a=1&amp;b=2" rel="nofollow noopener">پایگاه</a></p>', 'پایگاه (https://x.example/?a=1&b=2)'],
    ['a telephone number', '[۱۱۲](tel:112)', '<p><a href="tel:112" rel="nofollow noopener" dir="ltr">۱۱۲</a></p>', '۱۱۲'],
    ['a bare address', 'https://x.example، تمام', '<p><a href="https://x.example" rel="nofollow noopener" dir="ltr">https://x.example</a>، تمام</p>', 'https://x.example، تمام'],
  ])('%s', (_, text, expectedHtml, expectedPlain) => {
    expect(html(text)).toBe(expectedHtml);
    expect(plain(text)).toBe(expectedPlain);
  }); // prettier-ignore

  test.each([
    ['HTML', '<b>x</b> <script>alert(1)</script>'],
    ['entities and escapes', '&amp; &#60; \\* \\_'],
    ['headings and quotations', '# عنوان'],
    ['code', '`x` و ```y```'],
    ['italics', '*x* _y_'],
    ['a link to a script', '[x](javascript:alert(1))'],
    ['Persian numbers at the start of a line', '۱. یک'],
    ['a bare host name', 'kerman.example یا //kerman.example'],
  ])('%s stays letters on the page', (_, text) => {
    expect(plain(text)).toBe(text);
    expect(html(text)).not.toMatch(/<(?!\/?p>)/);
  });

  test('a text of nothing has no blocks', () => {
    expect(parseStatement(' \n\t\n')).toEqual([]);
  });
  test('lists nested beyond reason are shown as typed, not dropped', () => {
    const deep = `${'- '.repeat(60)}آب را نخورید`;
    expect(plain(deep)).toBe(deep);
  });
  test('no letter is lost, whatever is written', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '');
    const pieces = fc.constantFrom('آب', ' ', '\n', '\n\n', '- ', '1. ', '**', '*', '_', '[', '](', ')', '<', '>', '`', '#', '    ', 'https://x.example', 'tel:1'); // prettier-ignore
    const text = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => {
        const shown = letters(plain(written));
        for (const letter of ['آ', 'ب']) {
          expect(shown.split(letter).length).toBeGreaterThanOrEqual(letters(written).split(letter).length);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('200 kB are read in one go', () => {
    expect(plain('**آب** [x](https://x.example) '.repeat(7000)).length).toBeGreaterThan(100_000);
  });
});
