import { escapeXml } from '../domain/rendering/fill.js';
import { type Segment, type Slot, type SlotForm, joined } from '../domain/rendering/segments.js';
import { controls } from '../domain/text/characters.js';

/** A slot before its surroundings are known. */
export type OpenSlot = Omit<Slot, 'form'>;
/** A piece of running text: words, or a slot. */
export type Inline = string | OpenSlot;
/** An element as data. Author text only ever stands in strings, slots only ever in slot values: neither can become the other. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, Inline>>;
  readonly children: readonly Node[];
}
/** Finished HTML carried as text inside XML, as RSS does. */
export interface QuotedHtml {
  readonly quoted: readonly Segment[];
}
export type Node = Inline | Element | QuotedHtml;

const isElement = (node: Node): node is Element => typeof node === 'object' && 'name' in node;
/** Elements of HTML that have no end tag. */
const voidElements = new Set(['br', 'hr', 'img', 'meta']);

/** An element. Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Inline | undefined>> = {},
  ...children: readonly Node[]
): Element {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined) as [string, Inline][];
  return { name, attributes: Object.fromEntries(given), children };
}

function inline(piece: Inline, form: SlotForm): Segment {
  if (typeof piece !== 'string') return { ...piece, form };
  // The libraries of this world let U+0007 and lone surrogates into XML; nothing downstream could read it.
  if (controls.test(piece) || !piece.isWellFormed()) throw new TypeError('a character that XML cannot carry');
  return { literal: form === 'xml' ? escapeXml(piece) : piece };
}

const quote = (segment: Segment): Segment =>
  'literal' in segment ? { literal: escapeXml(segment.literal) } : { ...segment, form: 'xml_in_xml' };

/** White space inside attributes would be normalised away by a reader; written as references it stays. */
const attributeText = (segment: Segment): Segment =>
  'literal' in segment
    ? { literal: segment.literal.replace(/[\t\n]/g, (c) => `&#${c.charCodeAt(0)};`) }
    : segment;

interface Style {
  readonly closesEmpty: (name: string) => boolean;
  readonly indents: boolean;
}

function* nodeSegments(node: Node, style: Style, depth: number): Generator<Segment> {
  if (isElement(node)) yield* elementSegments(node, style, depth);
  else if (typeof node === 'object' && 'quoted' in node) yield* node.quoted.map(quote);
  else yield inline(node, 'xml');
}

function* elementSegments(node: Element, style: Style, depth: number): Generator<Segment> {
  yield { literal: `<${node.name}` };
  for (const [name, value] of Object.entries(node.attributes)) {
    yield { literal: ` ${name}="` };
    yield attributeText(inline(value, 'xml'));
    yield { literal: '"' };
  }
  if (node.children.length === 0 && style.closesEmpty(node.name)) return yield { literal: '/>' };
  yield { literal: '>' };
  const indents = style.indents && node.children.length > 0 && node.children.every(isElement);
  for (const child of node.children) {
    if (indents) yield { literal: `\n${'  '.repeat(depth + 1)}` };
    yield* nodeSegments(child, style, depth + 1);
  }
  if (indents) yield { literal: `\n${'  '.repeat(depth)}` };
  yield { literal: `</${node.name}>` };
}

/** An XML element as segments, each text escaped once; elements that hold only elements are indented. */
export function writeXml(root: Element): Segment[] {
  return joined(elementSegments(root, { closesEmpty: () => true, indents: true }, 0));
}

/** HTML as segments, one top node a line. */
export function writeHtml(nodes: readonly Node[]): Segment[] {
  const style = { closesEmpty: (name: string) => voidElements.has(name), indents: false };
  return joined(nodes.flatMap((node) => [...nodeSegments(node, style, 0), { literal: '\n' }]));
}

/** Plain text as segments: nothing is escaped. */
export function writePlain(pieces: readonly Inline[]): Segment[] {
  return joined(pieces.map((piece) => inline(piece, 'plain')));
}
