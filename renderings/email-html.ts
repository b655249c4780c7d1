import { directionOf, type Language, tagOf } from '../domain/language.js';
import { type Segment, joined } from '../domain/rendering/segments.js';
import { type Element, type Inline, type Node, type OpenSlot, element, writeHtml } from './markup.js';
import { type Message, headed, labelOf, titleOf, validityOf } from './message.js';
import { statementNodes } from './statement.js';

/** Mail clients read no style sheets: colours of look.md stand in each place. */
const ink = '#17212b';
const muted = '#4d5b6b';
const accent = '#0b5c7d';
const tint = '#e6f1f6';
const drillInk = '#7d1a72';
const drillTint = '#f9e9f7';
const font = 'font-family:Tahoma,Arial,sans-serif;font-size:16px';
/** Persian needs more room between its lines than Latin (look.md, type and digits). */
const lineHeight: Record<Language, string> = { fa: '1.8', en: '1.55' };

/** Outlook and Gmail lose direction between tables, so every table and cell says it again. */
const direction = (language: Language) => ({ lang: tagOf[language], dir: directionOf[language] });
const align = (language: Language) => (directionOf[language] === 'rtl' ? 'right' : 'left');

function cell(language: Language, style: string, ...children: readonly Node[]): Element {
  const text = `${font};line-height:${lineHeight[language]};text-align:${align(language)}`;
  const attributes = { ...direction(language), align: align(language), style: `${text};${style}` };
  return element('tr', {}, element('td', attributes, ...children));
}

function table(language: Language, style: string, ...rows: readonly Element[]): Element {
  const attributes = { role: 'presentation', width: '100%', cellpadding: '0', cellspacing: '0', border: '0' };
  return element('table', { ...direction(language), ...attributes, style }, ...rows);
}

const paragraph = (style: string, ...children: readonly Node[]): Element =>
  element('p', { style: `margin:0 0 12px;${style}` }, ...children);
const heading = (name: 'h1' | 'h2', size: number, text: string): Element =>
  element(name, { style: `margin:0 0 12px;font-size:${size}px;line-height:1.35` }, text);

/** An address stands left to right on a line of its own, so that it can be read aloud and copied. */
function address(words: string, slot: OpenSlot): Element {
  const shown = element('bdi', { dir: 'ltr' }, slot);
  return paragraph(
    '',
    words,
    element('br'),
    element('a', { href: slot, style: `color:${accent};word-break:break-all` }, shown),
  );
}

/** Stripes and the word: a drill is unmistakable in black and white too (look.md rule 1). */
function drillBand(message: Message): Element[] {
  if (!message.drill) return [];
  const stripes = `repeating-linear-gradient(45deg,${drillTint} 0 12px,#ffffff 12px 24px)`;
  const style = `padding:12px 24px;color:${drillInk};font-weight:bold;background:${stripes};border:4px dashed ${drillInk}`;
  return [cell(message.language, style, message.words.drill)];
}

function actionBox(message: Message): Node[] {
  if (message.action.length === 0) return [];
  const { language, drill, words } = message;
  const style = `padding:16px;background:${drill ? drillTint : tint};border:2px solid ${drill ? drillInk : accent}`;
  const inner = cell(
    language,
    style,
    heading('h2', 18, headed(message, words.action)),
    ...statementNodes(message.action),
  );
  return [table(language, 'margin:16px 0', inner)];
}

function section(message: Message): Element {
  const { language, words, office, notes } = message;
  const validity = validityOf(message);
  const released: Inline = { slot: 'released_at', language };
  return cell(
    language,
    'padding:24px',
    paragraph(`color:${muted}`, ...labelOf(message)),
    heading('h1', 22, headed(message, message.headline)),
    paragraph(`color:${muted}`, `${office} · `, released),
    ...notes.map((note) => paragraph('font-weight:bold', ...note)),
    ...statementNodes(message.body),
    ...actionBox(message),
    ...(validity ? [paragraph('', validity)] : []),
    address(words.page, { slot: 'page_url' }),
    address(words.verify, { slot: 'verify_url' }),
  );
}

function footer({ language, words, drill }: Message): Element {
  const sentTo = paragraph(
    '',
    words.sentTo.before,
    element('bdi', {}, { slot: 'recipient.name' }),
    words.sentTo.after,
  );
  const unsubscribe = drill ? [] : [address(words.unsubscribe, { slot: 'recipient.unsubscribe_url' })];
  return cell(
    language,
    `padding:16px 24px;color:${muted};font-size:14px;border-top:1px solid #d5dce4`,
    sentTo,
    ...unsubscribe,
  );
}

/** The HTML part of the mail, every language one section, the recipient's first. */
export function renderEmailHtml(messages: readonly [Message, ...Message[]]): Segment[] {
  const [own] = messages;
  const { language } = own;
  const rows = [...drillBand(own), ...messages.map(section), footer(own), ...drillBand(own)];
  const page = element(
    'html',
    direction(language),
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('title', {}, ...titleOf(own)),
    ),
    element(
      'body',
      { ...direction(language), style: `margin:0;background:#f4f6f8;color:${ink}` },
      table(language, 'max-width:640px;margin:0 auto;background:#ffffff', ...rows),
    ),
  );
  return joined([{ literal: '<!doctype html>\n' }, ...writeHtml([page])]);
}
