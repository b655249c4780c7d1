import { describe, expect, test } from '@jest/globals';
import { element, writeHtml, writePlain, writeXml } from '../../renderings/markup.js';

const number = { slot: 'number', language: 'fa' } as const;

describe('markup', () => {
  test('escapes text once, in content and in attributes', () => {
    expect(writeXml(element('a', { t: `<"'&\n\t>` }, `<"'&\n\t>`))).toEqual([
      { literal: '<a t="&lt;&quot;&#39;&amp;&#10;&#9;&gt;">&lt;&quot;&#39;&amp;\n\t&gt;</a>' },
    ]);
  });
  test('keeps slots apart from text that looks like them', () => {
    expect(writeXml(element('a', { href: number }, '{"slot":"number"}', number))).toEqual([
      { literal: '<a href="' },
      { ...number, form: 'xml' },
      { literal: '">{&quot;slot&quot;:&quot;number&quot;}' },
      { ...number, form: 'xml' },
      { literal: '</a>' },
    ]);
  });
  test('plain text is not escaped', () => {
    expect(writePlain(['a < b ', number])).toEqual([{ literal: 'a < b ' }, { ...number, form: 'plain' }]);
  });
  test('HTML inside XML is escaped twice, its slots too', () => {
    const quoted = writeHtml([element('p', {}, 'a & b', number)]);
    expect(writeXml(element('description', {}, { quoted }))).toEqual([
      { literal: '<description>&lt;p&gt;a &amp;amp; b' },
      { ...number, form: 'xml_in_xml' },
      { literal: '&lt;/p&gt;\n</description>' },
    ]);
  });
  test('XML indents where only elements stand, HTML closes what must be closed', () => {
    expect(writeXml(element('a', {}, element('b'), element('c', {}, 'x')))).toEqual([{ literal: '<a>\n  <b/>\n  <c>x</c>\n</a>' }]);
    expect(writeHtml([element('p', { class: undefined }, element('br'), element('bdi'))])).toEqual([
      { literal: '<p><br/><bdi></bdi></p>\n' },
    ]);
  }); // prettier-ignore
  test.each(['\u0007', '\uFFFE', '\uD800'])('%j never reaches XML', (character) => {
    expect(() => writeXml(element('a', {}, character))).toThrow('cannot carry');
  });
});
