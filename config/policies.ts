import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isNode, isPair, LineCounter, parseDocument, stringify, visit, type Document } from 'yaml';
import { checkPolicy } from '../domain/policy/check-policy.js';
import { checkPolicySet } from '../domain/policy/choose.js';
import type { Policy } from '../domain/policy/policy.js';
import type { Refusal } from '../domain/refusal.js';

/** A policy and the YAML it was read from. */
export interface PolicyFile {
  readonly file: string;
  readonly policy: Policy;
  readonly source: string;
}

/** What is wrong with one file, or with the set as a whole (`file` is null). */
export interface PolicyFault {
  readonly file: string | null;
  readonly refusal: Refusal;
}

export type LoadedPolicies =
  | { readonly ok: true; readonly policies: readonly PolicyFile[] }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

/**
 * Reads every `*.yaml` of a folder as one set of policies: each severity × kind has exactly one. Gives every fault at
 * once, those of a file with its line. `agencies`, where given, are the seats there are.
 */
export async function loadPolicies(folder: string, agencies?: readonly string[]): Promise<LoadedPolicies> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const read = await Promise.all(
    files.map(async (file) => ({
      file,
      ...readPolicy(await readFile(join(folder, file), 'utf8'), agencies),
    })),
  );
  const faults = read.flatMap(({ file, refusals }) => refusals.map((refusal) => ({ file, refusal })));
  if (faults.length > 0) return { ok: false, faults };
  const policies = read.flatMap(({ file, policy, source }) => (policy ? [{ file, policy, source }] : []));
  const holes = checkPolicySet(policies.map(({ policy }) => policy));
  return holes.length === 0
    ? { ok: true, policies }
    : { ok: false, faults: holes.map((refusal) => ({ file: null, refusal })) };
}

interface ReadPolicy {
  readonly policy: Policy | null;
  readonly source: string;
  readonly refusals: readonly Refusal[];
}

/** Reads one policy from YAML; each fault names the line it stands on. */
export function readPolicy(source: string, agencies?: readonly string[]): ReadPolicy {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  const broken = brokenAt(document);
  if (broken.length > 0)
    return { policy: null, source, refusals: broken.map((offset) => notYaml(lines.linePos(offset).line)) };
  const checked = checkPolicy(document.toJS(), agencies);
  if (checked.ok) return { policy: checked.value, source, refusals: [] };
  const refusals = checked.refusals.map((refusal) =>
    refusal.code === 'policy_invalid' ? { ...refusal, line: lineOf(document, lines, refusal.path) } : refusal,
  );
  return { policy: null, source, refusals };
}

/** Where the text is not YAML, or is more of YAML than a policy needs: a reader should not have to follow aliases. */
function brokenAt(document: Document.Parsed): number[] {
  const offsets = [...document.errors, ...document.warnings].map(({ pos }) => pos[0]);
  visit(document, { Alias: (_, { range }) => void offsets.push(range?.[0] ?? 0) });
  return offsets;
}

const notYaml = (line: number): Refusal => ({
  code: 'policy_invalid',
  policy: '',
  path: '',
  problem: 'not_yaml',
  line,
});

/** The line of a path such as `review.quorum.at_least.of[1]`, or of the nearest thing above it that is there. */
function lineOf(document: Document, lines: LineCounter, path: string): number {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  for (; steps.length > 0; steps.pop()) {
    const offset = offsetOf(document, steps);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

/** Where the key of the last step begins; in a list, where the item does. */
function offsetOf(document: Document, steps: readonly string[]): number | undefined {
  const keys = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const parent = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true);
  const last = keys.at(-1);
  const key = isMap(parent)
    ? parent.items.find((pair) => isPair(pair) && isNode(pair.key) && String(pair.key) === last)?.key
    : document.getIn(keys, true);
  return isNode(key) ? key.range?.[0] : undefined;
}

/**
 * The same policies as a trial has them: decisions may also be given with an API token (`token`, design §6), so that
 * the tour and scripts can play people.
 */
export const withTokens = (policies: readonly PolicyFile[]): PolicyFile[] =>
  policies.map(({ file, policy }) => {
    const trial: Policy = {
      ...policy,
      review: { ...policy.review, assurance: [...policy.review.assurance, 'token'] },
      sign_off: { ...policy.sign_off, assurance: [...policy.sign_off.assurance, 'token'] },
    };
    return { file, policy: trial, source: stringify(trial) };
  });
