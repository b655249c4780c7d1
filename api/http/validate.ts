import type { z } from 'zod';
import type { Refusal } from '../../domain/refusal.js';
import { Refused } from '../../database/ruling.js';

/** Never more than this many faults of one request: the first ones are enough to mend it. */
const MOST_FAULTS = 50;

type Issue = z.core.$ZodIssue;

const problemOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : wrongType(issue.expected);
    case 'unrecognized_keys':
      return 'unknown_field';
    case 'invalid_value':
    case 'invalid_union':
      return 'not_one_of';
    case 'invalid_format':
      return formatProblem(issue.format);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'too_big':
    case 'too_small':
      return 'other';
    default:
      return issue satisfies never;
  }
};

const wrongType = (expected: string): string => {
  if (expected === 'string') return 'not_a_text';
  return expected === 'number' || expected === 'int' ? 'not_a_number' : 'malformed';
};

const formatProblem = (format: string): string => {
  if (format === 'datetime') return 'not_a_moment';
  return format === 'email' ? 'not_an_email' : 'malformed';
};

const pathOf = (issue: Issue): string => issue.path.map(String).join('.');

function refusalsOf(issue: Issue): Refusal[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const field = [path, key.slice(0, 100)].filter((part) => part !== '').join('.');
      return { code: 'invalid_request', field, problem: 'unknown_field' };
    });
  if (issue.code === 'too_big' && issue.origin === 'string')
    return [{ code: 'text_too_long', field: path, limit: Number(issue.maximum) }];
  return [{ code: 'invalid_request', field: path || 'body', problem: problemOf(issue) }];
}

/** A value of the schema's shape, or all faults as refusals that name their fields. */
export function validated<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Refused(parsed.error.issues.flatMap(refusalsOf).slice(0, MOST_FAULTS));
}
