import { checkCap } from '../domain/cap/checks.js';
import { capMoment } from '../domain/cap/moment.js';
import type { Instant } from '../domain/instant.js';
import type { Refusal } from '../domain/refusal.js';
import { fill, textOf, worstValues } from '../domain/rendering/fill.js';
import type { Part, Rendering } from '../domain/rendering/segments.js';
import { readCap } from './cap-reader.js';

/** Only the slots' worst values are strange about such a document; its moments belong to the release. */
function capRefusals(part: Part, now: Instant): Refusal[] {
  const read = readCap(textOf(part));
  if (!read.ok) return [...read.refusals];
  return checkCap(read.value, { now })
    .filter(({ severity }) => severity === 'error')
    .map(({ check, path }) => ({ code: 'cap_fault', check, path }));
}

/**
 * Whether whatever release may bring still fits every rendering: each is filled with the worst value of every slot, and
 * CAP is read back and held against the standard. Asked at submission, so that nothing is found out at release.
 */
export function checkWorstFill(renderings: readonly Rendering[], now: Instant): Refusal[] {
  return renderings.flatMap(({ channel, parts }) => {
    const filled = fill(parts, { ...worstValues(parts), 'cap.sent': capMoment(now) });
    if (!filled.ok) return [...filled.refusals];
    return channel === 'cap' ? filled.value.flatMap((part) => capRefusals(part, now)) : [];
  });
}
