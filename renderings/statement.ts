import MarkdownIt, { type Token } from 'markdown-it';
import { digits } from '../i18n/format.js';
import { toAsciiDigits } from '../domain/text/digits.js';
import type { Language } from '../domain/language.js';
import { type Element, type Node, element } from './markup.js';

/** A run of words inside a paragraph. */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'strong'; readonly spans: readonly Span[] }
  | { readonly type: 'link'; readonly href: string; readonly spans: readonly Span[] };

/** The small Markdown subset as data: paragraphs and lists, links and bold. Everything else an author types is text. */
export type Block =
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] };

const maxNesting = 40;
/** `zero` knows only paragraphs; entities, escapes, HTML, headings, images and code stay letters on the page. */
const markdown = new MarkdownIt('zero', { html: false, linkify: true, maxNesting });
markdown.enable(['list', 'emphasis', 'link', 'newline', 'linkify']);
markdown.validateLink = (href) => /^(https?:|tel:|mailto:)/i.test(href);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.linkify.add('ftp:', null).add('//', null);

/** Reads tokens between an opening one and its closing one. */
function* group(tokens: Iterator<Token>, closing: string): Generator<Token> {
  for (let next = tokens.next(); !next.done && next.value.type !== closing; next = tokens.next())
    yield next.value;
}

function spansOf(tokens: Iterator<Token>, closing: string): Span[] {
  const spans: Span[] = [];
  for (const token of group(tokens, closing)) {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        spans.push({ type: 'break' });
        break;
      case 'strong_open':
        spans.push({ type: 'strong', spans: spansOf(tokens, 'strong_close') });
        break;
      case 'link_open':
        spans.push({
          type: 'link',
          href: String(token.attrGet('href') ?? ''),
          spans: spansOf(tokens, 'link_close'),
        });
        break;
      // Persian has no italics: the marks stay letters.
      default:
        spans.push({ type: 'text', text: token.content || token.markup });
    }
  }
  return spans.filter((span) => span.type !== 'text' || span.text !== '');
}

function blocksOf(tokens: Iterator<Token>, closing: string): Block[] {
  const blocks: Block[] = [];
  for (const token of group(tokens, closing)) {
    if (token.type === 'inline') {
      blocks.push({ type: 'paragraph', spans: spansOf((token.children ?? [])[Symbol.iterator](), '') });
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      const ordered = token.type === 'ordered_list_open';
      const items = listItems(tokens, ordered ? 'ordered_list_close' : 'bullet_list_close');
      blocks.push({ type: 'list', start: ordered ? Number(token.attrGet('start') ?? 1) : null, items });
    }
  }
  return blocks;
}

function listItems(tokens: Iterator<Token>, closing: string): Block[][] {
  const items: Block[][] = [];
  for (const token of group(tokens, closing)) {
    if (token.type === 'list_item_open') items.push(blocksOf(tokens, 'list_item_close'));
  }
  return items;
}

/** The parser drops what is nested deeper than its limit; such a text is shown as it was typed instead. */
const asTyped = (text: string): Block[] => [
  {
    type: 'paragraph',
    spans: text.split('\n').flatMap((line, index): Span[] => [...(index ? [{ type: 'break' } as const] : []), { type: 'text', text: line }]),
  },
]; // prettier-ignore

/** An author's text read as the Markdown subset. No letter is lost, and nothing but http, https, tel and mailto becomes a link. */
export function parseStatement(text: string): Block[] {
  if (text.trim() === '') return [];
  const tokens = markdown.parse(text, {});
  return tokens.some((token) => token.level >= maxNesting - 2)
    ? asTyped(text)
    : blocksOf(tokens[Symbol.iterator](), '');
}

const plainSpans = (spans: readonly Span[]): string =>
  spans.map((span) => {
    switch (span.type) {
      case 'text':
        return span.text;
      case 'break':
        return '\n';
      case 'strong':
        return plainSpans(span.spans);
      case 'link':
        return plainLink(plainSpans(span.spans), span.href);
    }
  }).join(''); // prettier-ignore

/** An address is added in brackets only where the words do not already say it: «۱۱۲» needs no «112» beside it. */
const plainLink = (words: string, href: string): string => {
  const bare = href.replace(/^(tel|mailto):/, '');
  const said = [words, toAsciiDigits(words), markdown.normalizeLink(words)];
  return said.includes(bare) ? words : `${words} (${bare})`;
};

/** The text without marks, for mail, CAP and feeds: lists as «• …» and «۱. …». */
export function plainText(blocks: readonly Block[], language: Language): string {
  return blocks.map((block) => plainBlock(block, language)).join('\n\n');
}

function plainBlock(block: Block, language: Language): string {
  if (block.type === 'paragraph') return plainSpans(block.spans);
  const items = block.items.map((item, index) => {
    const mark = block.start === null ? '•' : `${digits(block.start + index, language)}.`;
    const text = item.map((inner) => plainBlock(inner, language)).join('\n');
    return `${mark} ${text.replaceAll('\n', '\n  ')}`;
  });
  return items.join('\n');
}

/** Words without a letter of the Arabic script (addresses, telephone numbers) keep their own direction in Persian text. */
const ownDirection = (words: string): 'ltr' | undefined =>
  /\p{Script=Arabic}/u.test(words.replace(/[۰-۹٠-٩]/g, '')) ? undefined : 'ltr';

function spanNodes(spans: readonly Span[]): Node[] {
  return spans.map((span): Node => {
    switch (span.type) {
      case 'text':
        return span.text;
      case 'break':
        return element('br');
      case 'strong':
        return element('strong', {}, ...spanNodes(span.spans));
      case 'link': {
        const attributes = {
          href: span.href,
          rel: 'nofollow noopener',
          dir: ownDirection(plainSpans(span.spans)),
        };
        return element('a', attributes, ...spanNodes(span.spans));
      }
    }
  });
}

/** The text as HTML elements. */
export function statementNodes(blocks: readonly Block[]): Element[] {
  return blocks.map((block) => {
    if (block.type === 'paragraph') return element('p', {}, ...spanNodes(block.spans));
    const items = block.items.map((item) => element('li', {}, ...itemNodes(item)));
    if (block.start === null) return element('ul', {}, ...items);
    return element('ol', block.start === 1 ? {} : { start: String(block.start) }, ...items);
  });
}

/** A list item of one paragraph needs no paragraph of its own. */
function itemNodes(item: readonly Block[]): Node[] {
  const [first, ...rest] = item;
  return first?.type === 'paragraph'
    ? [...spanNodes(first.spans), ...statementNodes(rest)]
    : statementNodes(item);
}
