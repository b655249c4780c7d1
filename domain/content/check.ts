import type { AnnouncementKind } from '../announcement/kinds.js';
import { checkCapFields } from '../cap/check-fields.js';
import type { CapFault } from '../cap/checks.js';
import type { Bounds } from '../cap/rules/rule.js';
import type { Instant } from '../instant.js';
import type { Policy } from '../policy/policy.js';
import type { Refusal } from '../refusal.js';
import type { Block } from '../rendering/segments.js';
import { isBlank } from '../text/characters.js';
import { checkText } from '../text/check.js';
import { hasRefusedMarkup } from '../text/markup.js';
import { type Content, languagesOf } from './content.js';
import { type ContentField, fieldsOf } from './fields.js';
import type { Office } from './office.js';
import { type PreflightFacts, preflight } from './preflight.js';

/** What a content is held against. */
export interface ContentCheck extends PreflightFacts {
  readonly announcement: string;
  readonly kind: AnnouncementKind;
  readonly drill: boolean;
  readonly replaces: readonly string[];
  readonly office: Office;
  readonly now: Instant;
  /** Which pre-flight findings stop a text. */
  readonly preflight: Policy['preflight'];
  readonly province?: Bounds;
}

/** `refusals` stop a text, `advice` is shown beside it. */
export interface ContentFindings {
  readonly refusals: readonly Refusal[];
  readonly advice: readonly Refusal[];
}

function fieldRefusals({ field, text, rule }: ContentField): Refusal[] {
  const markup: Refusal[] = hasRefusedMarkup(text) ? [{ code: 'text_markup_refused', field }] : [];
  return [...checkText(field, text, rule), ...markup];
}

/** Nothing is released without the text that would withdraw it, in every language it speaks. */
function withdrawalRefusals(content: Content): Refusal[] {
  return languagesOf(content)
    .filter(
      (language) =>
        isBlank(content.withdrawal[language]?.headline ?? '') ||
        isBlank(content.withdrawal[language]?.body ?? ''),
    )
    .map((language) => ({ code: 'withdrawal_missing', language }));
}

function capFaults(content: Content, check: ContentCheck): CapFault[] {
  if (!content.channels.includes('cap')) return [];
  const blocks: readonly Block[] = ['text', 'withdrawal'];
  const faults = blocks.flatMap((block) =>
    checkCapFields({ ...check, content, block }, check.now, check.province),
  );
  return [...new Map(faults.map((fault) => [`${fault.check} ${fault.path}`, fault])).values()];
}

/**
 * Everything wrong with a content, all at once: its texts, its withdrawal, its channels, its end, its CAP message, and the
 * pre-flight of its policy. Texts must be normalised first (`normaliseText`).
 */
export function checkContent(content: Content, check: ContentCheck): ContentFindings {
  const faults = capFaults(content, check);
  const found = preflight(content, check);
  const faultsOf = (severity: CapFault['severity']): Refusal[] =>
    faults.filter((fault) => fault.severity === severity).map(({ check: name, path }) => ({ code: 'cap_fault', check: name, path }));
  const foundAs = (effect: 'block' | 'advise'): Refusal[] =>
    found.filter((each) => check.preflight[each.check] === effect).map((each) => ({ code: 'preflight', ...each }));
  return {
    refusals: [
      ...fieldsOf(content).flatMap(fieldRefusals),
      ...withdrawalRefusals(content),
      ...(content.channels.includes('newsroom') ? [] : [{ code: 'channel_unavailable', channel: 'newsroom' } as const]),
      ...(Date.parse(content.cap.expires) > Date.parse(check.now) ? [] : [{ code: 'expired', at: content.cap.expires } as const]),
      ...faultsOf('error'),
      ...foundAs('block'),
    ],
    advice: [...faultsOf('warning'), ...foundAs('advise')],
  };
} // prettier-ignore
