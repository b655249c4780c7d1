import { parseDuration } from './duration.js';
import type { PolicyProblem } from './policy.js';

/** One fault of a value: where (`review.quorum.at_least.count`, empty for the whole) and what. */
export interface Fault {
  readonly path: string;
  readonly problem: PolicyProblem;
}

/** Says what is wrong with the value at `path`; nothing when it fits. */
export type Check = (value: unknown, path: string) => Fault[];

const fault = (path: string, problem: PolicyProblem): Fault[] => [{ path, problem }];
const below = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Exactly these keys: a missing or an unknown one is a fault, because a default could weaken the rules. */
export function object(shape: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isObject(value)) return fault(path, 'not_an_object');
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
    return [
      ...unknown.flatMap((key) => fault(below(path, key), 'unknown_key')),
      ...Object.entries(shape).flatMap(([key, check]) =>
        Object.hasOwn(value, key)
          ? check(value[key], below(path, key))
          : fault(below(path, key), 'missing_key'),
      ),
    ];
  };
}

export const text: Check = (value, path) => {
  if (typeof value !== 'string') return fault(path, 'not_a_text');
  return value.trim() === '' ? fault(path, 'empty') : [];
};

export const count: Check = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : fault(path, 'not_a_count');

/** An ISO 8601 duration; a clock's is longer than nothing. */
export function duration({ mayBeZero }: { readonly mayBeZero: boolean }): Check {
  return (value, path) => {
    const parsed = typeof value === 'string' ? parseDuration(value) : null;
    return parsed === null || (parsed === 0 && !mayBeZero) ? fault(path, 'not_a_duration') : [];
  };
}

export const percentage: Check = (value, path) =>
  typeof value === 'string' && /^\d{1,4}(\.\d{1,2})?%$/.test(value) ? [] : fault(path, 'not_a_percentage');

export function oneOf(allowed: readonly string[]): Check {
  return (value, path) =>
    typeof value === 'string' && allowed.includes(value) ? [] : fault(path, 'not_one_of');
}

/** A list of different values, each as `item` wants it; empty only where that is allowed. */
export function list(item: Check, { mayBeEmpty }: { readonly mayBeEmpty: boolean }): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return fault(path, 'not_a_list');
    if (value.length === 0 && !mayBeEmpty) return fault(path, 'empty');
    return value.flatMap((entry: unknown, index) => [
      ...item(entry, `${path}[${index}]`),
      ...(value.indexOf(entry) < index ? fault(`${path}[${index}]`, 'repeated') : []),
    ]);
  };
}
