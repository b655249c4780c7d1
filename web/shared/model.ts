import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { ReviewDecision } from '../../domain/announcement/state.js';
import type { Channel, Content } from '../../domain/content/content.js';
import type { Instant } from '../../domain/instant.js';
import type { Language, Localized } from '../../domain/language.js';
import type { Assurance } from '../../domain/policy/policy.js';
import type { Rendering } from '../../domain/rendering/segments.js';
import type { SlotValues } from '../../domain/rendering/slots.js';

/** What every page needs. Names of people and agencies in the models are already in `language`; everything else is put into words by the page. */
export interface PageContext {
  readonly language: Language;
  /** The moment the page is made: for the time left. */
  readonly now: Instant;
  /** The governor's office, as the public knows it. */
  readonly office: Localized;
  /** Shows the banner that nothing leaves this computer. */
  readonly trial: boolean;
  /** Path and query of this page, for the links to its other language. Never carries a secret other than the page's own. */
  readonly path: string;
  /** Who is signed in; null on public pages and decision links. */
  readonly viewer: Viewer | null;
}

export interface Viewer {
  readonly name: string;
  /** Goes into every form of a signed-in page as the hidden field `csrf`. */
  readonly csrf: string;
}

/** The number of a released text; `year` (Jalali) where the counter is one year's. */
export interface AnnouncementNumber {
  readonly value: number;
  readonly year: number | null;
}

/** Another announcement, as a link. */
export interface Reference {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly headline: string;
  readonly number: AnnouncementNumber | null;
}

export type SeatRule = 'all' | 'at_least' | 'veto';

/** One seat of a review: who is waited for, or what was decided. */
export interface SeatView {
  readonly agency: string;
  readonly rules: readonly SeatRule[];
  /** The people asked and not yet answered; empty once decided or waived. */
  readonly waitingFor: readonly string[];
  readonly since: Instant | null;
  readonly deadline: Instant | null;
  readonly decision: DecisionView | null;
  readonly waiver: { readonly by: string; readonly at: Instant; readonly reason: string | null } | null;
}

export interface DecisionView {
  readonly person: string;
  readonly decision: ReviewDecision;
  readonly at: Instant;
  readonly assurance: Assurance;
  readonly note: string | null;
  /** `recorded`: taken, takes effect when the service returns. */
  readonly status: 'recorded' | 'applied';
}

/** The version a difference is shown from. */
export interface PreviousVersion {
  readonly version: number;
  readonly texts: Content['texts'];
  readonly because: 'decided_on' | 'mailed';
}

/** One frozen version with everything an approver agrees to. */
export interface VersionView {
  readonly announcement: string;
  readonly version: number;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly headline: string;
  /** The agency that writes, and who submitted. */
  readonly agency: string;
  readonly submittedBy: string;
  readonly submittedAt: Instant;
  readonly expires: Instant;
  readonly incident: string | null;
  readonly replaces: readonly Reference[];
  readonly channels: readonly Channel[];
  /** Counted when the version was frozen; `lists` are the names of the contact lists. */
  readonly audience: { readonly count: number; readonly lists: readonly string[] };
  readonly manifestSha256: string;
  /** The stored segments, as hashed; shown as they are, open slots marked. */
  readonly renderings: readonly Rendering[];
  readonly withdrawal: readonly Rendering[];
  /** Values of slots already known before release (addresses), under the keys of `slotKey`. */
  readonly known: SlotValues;
  /** The content's texts, for the difference by words. */
  readonly texts: Content['texts'];
  readonly previous: PreviousVersion | null;
  readonly seats: readonly SeatView[];
  readonly objections: readonly ObjectionView[];
}

export interface ObjectionView {
  readonly agency: string;
  readonly person: string;
  readonly at: Instant;
  readonly note: string | null;
}

/** Where an announcement stands now, with its public page where it has one. */
export interface PresentState {
  readonly status: Status;
  readonly publicHref: string | null;
}
