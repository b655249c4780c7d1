import { createHash } from 'node:crypto';
import { applicablePolicy } from '../../database/applicable-policy.js';
import { countAudience } from '../../database/audience.js';
import { databaseNow } from '../../database/announcements.js';
import type { Queryable } from '../../database/connection.js';
import { loadIncident } from '../../database/incidents.js';
import { loadAgency } from '../../database/agencies.js';
import type { AnnouncementKind, Severity } from '../../domain/announcement/kinds.js';
import { checkContent } from '../../domain/content/check.js';
import type { Content } from '../../domain/content/content.js';
import { officeAgency } from '../../domain/people/person.js';
import { preflightChecks, type Policy } from '../../domain/policy/policy.js';
import { renderingBytes } from '../../domain/rendering/canonical.js';
import type { Block, Rendering } from '../../domain/rendering/segments.js';
import type { Refusal } from '../../domain/refusal.js';
import { renderAnnouncement, renderWithdrawal } from '../../renderings/announcement.js';

/** What would be submitted. */
export interface Previewed {
  readonly announcement: string;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly incident: string | null;
  readonly replaces: readonly string[];
  readonly content: Content;
}

export interface Preview {
  readonly renderings: readonly {
    readonly block: Block;
    readonly rendering: Rendering;
    readonly sha256: string;
  }[];
  /** What would refuse a submission of this text now, and what would be advised. */
  readonly refusals: readonly Refusal[];
  readonly advice: readonly Refusal[];
  readonly audienceCount: number;
}

/** Faults without which there is nothing to lay out. */
const unrenderable: readonly Refusal['code'][] = ['withdrawal_missing', 'text_control_character', 'text_lone_surrogate', 'cap_fault']; // prettier-ignore

/** Without a policy every finding is advice: its absence is a refusal of its own. */
const adviseAll = Object.fromEntries(
  preflightChecks.map((check) => [check, 'advise']),
) as Policy['preflight'];

/** What each channel would carry if this were submitted now, checked as a submission checks it. Keeps nothing. */
export async function previewOf(db: Queryable, wish: Previewed, sender: string): Promise<Preview> {
  const { announcement, kind, drill, replaces, content } = wish;
  const name = (await loadAgency(db, officeAgency))?.name ?? { fa: '', en: '' };
  const policy = await applicablePolicy(db, wish.severity, kind);
  const audienceCount = await countAudience(db, content.audience);
  const office = { name, sender };
  const preflight = policy.ok ? policy.value.policy.preflight : adviseAll;
  const found = checkContent(content, { announcement, kind, drill, replaces, office, preflight, audienceCount, now: await databaseNow(db) });
  const refusals = [...(policy.ok ? [] : policy.refusals), ...found.refusals];
  const incident = wish.incident === null ? null : ((await loadIncident(db, wish.incident))?.title ?? null);
  const input = { announcement, content, kind, drill, replaces, office, incident };
  const shown = refusals.some(({ code }) => unrenderable.includes(code)) ? [] : [
    ...renderAnnouncement(input).map((rendering) => hashed('text', rendering)),
    ...renderWithdrawal(input).map((rendering) => hashed('withdrawal', rendering)),
  ];
  return { renderings: shown, refusals, advice: found.advice, audienceCount };
} // prettier-ignore

const hashed = (block: Block, rendering: Rendering) => ({
  block,
  rendering,
  sha256: createHash('sha256').update(renderingBytes(rendering), 'utf8').digest('hex'),
});
