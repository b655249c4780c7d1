import { XMLParser } from 'fast-xml-parser';
import type { CapAlert } from '../domain/cap/alert.js';
import { isCapMoment } from '../domain/cap/moment.js';
import { type ElementRule, type GroupName, capStructure } from '../domain/cap/structure.js';
import { unescapeXml } from '../domain/rendering/fill.js';
import { type Refusal, type Ruling, granted, refused } from '../domain/refusal.js';

/** The parser's ordered form: one object a node, its only key the element's name (or `#text`). */
type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | string>>;
type Members = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  trimValues: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignoreAttributes: true,
  processEntities: false,
});

const nameOf = (node: ParsedNode): string => Object.keys(node).find((key) => key !== ':@') ?? '';
const childrenOf = (node: ParsedNode): readonly ParsedNode[] => {
  const children = node[nameOf(node)];
  return Array.isArray(children) ? children : [];
};
function textOf(node: ParsedNode): string {
  const pieces = childrenOf(node).map((child) => child['#text']);
  return unescapeXml(pieces.filter((piece) => typeof piece === 'string').join(''));
}

/** Reads one group by the table of the standard, noting each place that departs from it. */
class GroupReader {
  readonly faults: Refusal[] = [];

  private fault(path: string): void {
    this.faults.push({ code: 'cap_fault', check: 'form', path });
  }

  private value(rule: ElementRule, node: ParsedNode, path: string): unknown {
    if (rule.group) return this.group(rule.group, node, path);
    const text = textOf(node);
    const allowed = rule.values?.includes(text) ?? true;
    if (!allowed || (rule.moment && !isCapMoment(text))) this.fault(path);
    return text;
  }

  group(group: GroupName, node: ParsedNode, path: string): Members {
    const elements = childrenOf(node).filter((child) => nameOf(child) !== '#text');
    const order = capStructure[group].map((rule) => rule.name);
    const positions = elements.map((child) => order.indexOf(nameOf(child)));
    if (positions.some((position, index) => position < (positions[index - 1] ?? 0))) this.fault(path);
    const members: Members = {};
    for (const rule of capStructure[group]) {
      const found = elements.filter((child) => nameOf(child) === rule.name);
      const repeats = rule.occurs === 'some' || rule.occurs === 'any';
      const here = path === '' ? rule.name : `${path}.${rule.name}`;
      const missing = found.length === 0 && (rule.occurs === 'one' || rule.occurs === 'some');
      if (missing || (found.length > 1 && !repeats)) this.fault(here);
      const values = found.map((child, index) =>
        this.value(rule, child, repeats ? `${here}[${index}]` : here),
      );
      if (values.length > 0) members[rule.name] = repeats ? values : values[0];
    }
    return members;
  }
}

/**
 * A CAP document of ours as data, or `cap_fault` of check `form` for every element that is missing, repeated, out of
 * order, of another name or value. Refuses a document type before anything is read.
 */
export function readCap(xml: string): Ruling<CapAlert> {
  const nodes: readonly ParsedNode[] = /<!DOCTYPE/i.test(xml) ? [] : (parser.parse(xml) as ParsedNode[]);
  const root = nodes.find((node) => nameOf(node) === 'alert');
  if (!root) return refused({ code: 'cap_fault', check: 'form', path: '' });
  const reader = new GroupReader();
  const members = reader.group('alert', root, '');
  return reader.faults.length > 0 ? refused(...reader.faults) : granted(members as unknown as CapAlert);
}
