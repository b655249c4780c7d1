import type { Rendering } from './segments.js';

function refuse(why: string): never {
  throw new TypeError(`not canonical: ${why}`);
}

function canonicalString(text: string): string {
  return text.isWellFormed() ? JSON.stringify(text) : refuse('a lone surrogate');
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse('an object with a class');
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/**
 * The one way a value is written before it is hashed (RFC 8785): keys sorted by UTF-16 units, no spaces, ECMAScript
 * numbers. Throws on what JSON cannot hold (undefined, NaN, a class, a lone surrogate): that is a fault of the caller.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : refuse('a number that is not finite');
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  return typeof value === 'object' ? canonicalObject(value) : refuse(typeof value);
}

/** The bytes (as text, to be hashed in UTF-8) that a manifest names for one rendering. */
export function renderingBytes(rendering: Rendering): string {
  return canonicalJson({ channel: rendering.channel, language: rendering.language, parts: rendering.parts });
}
