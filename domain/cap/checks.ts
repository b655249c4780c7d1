import type { CapAlert } from './alert.js';
import { geometryRules } from './rules/geometry.js';
import { hygieneRules } from './rules/hygiene.js';
import { identityRules } from './rules/identity.js';
import { languageRules } from './rules/language.js';
import { linkRules } from './rules/links.js';
import { meaningRules } from './rules/meaning.js';
import { referenceRules } from './rules/references.js';
import type { CapContext, CapRule } from './rules/rule.js';
import { substanceRules } from './rules/substance.js';
import { timeRules } from './rules/times.js';

const rules = {
  ...identityRules, ...referenceRules, ...timeRules, ...geometryRules, ...substanceRules,
  ...hygieneRules, ...languageRules, ...linkRules, ...meaningRules,
} satisfies Record<string, CapRule>; // prettier-ignore

/** Every rule of CAP 1.2 beyond its schema, by name; `form` is what the schema itself would refuse. */
export type CapCheckName = keyof typeof rules | 'form';
export const capCheckNames = ['form', ...Object.keys(rules)] as readonly CapCheckName[];

/** A place in a document that breaks a rule: `info[0].area[1].polygon[0]`. Errors stop, warnings are shown. */
export interface CapFault {
  readonly check: CapCheckName;
  readonly path: string;
  readonly severity: 'error' | 'warning';
}

/** Every fault of a message that its form lets through (CAP 1.2 §3.2, §3.3; facts of practice in each rule). */
export function checkCap(alert: CapAlert, context: CapContext = {}): CapFault[] {
  return (Object.entries(rules) as [CapCheckName, CapRule][]).flatMap(([check, { severity, find }]) =>
    Array.from(find(alert, context), (path) => ({ check, path, severity })),
  );
}
