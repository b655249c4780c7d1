import type { AnnouncementEvent } from '../../domain/announcement/events.js';
import type { DeliveryState, FanOutState } from '../../domain/announcement/delivery.js';
import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { HoldReason } from '../../domain/announcement/state.js';
import type { Channel, RecipientChannel } from '../../domain/content/content.js';
import type { Instant } from '../../domain/instant.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Names } from '../../i18n/refusals.js';
import type { AnnouncementNumber, PageContext, Reference, VersionView, Viewer } from '../shared/model.js';
import type { DeskNoun } from '../shared/paths.js';

interface StaffContext extends PageContext {
  readonly viewer: Viewer;
}

/** Trial: one button a person, POST /sign-in with `person`. Live: `email`, then `code` with the hidden `attempt`. Both carry `next`. */
export interface SignInModel extends PageContext {
  readonly next: string;
  /** Hidden field `csrf` of the form. */
  readonly csrf: string;
  readonly refusals: readonly Refusal[];
  readonly step:
    | { readonly name: 'choose'; readonly people: readonly SignInPerson[] }
    | { readonly name: 'email'; readonly email: string }
    | { readonly name: 'code'; readonly attempt: string; readonly email: string };
}

export interface SignInPerson {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
}

/** What this person has to do with an announcement in the list. */
export type Task = 'write' | 'review' | 'sign' | 'give_go' | 'free';

export interface DeskItem {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly status: Status;
  readonly drill: boolean;
  readonly headline: string;
  readonly agency: string;
  readonly number: AnnouncementNumber | null;
  readonly task: Task | null;
  /** Whom it waits for now, since when and until when. */
  readonly waitingFor: readonly string[];
  readonly since: Instant | null;
  readonly deadline: Instant | null;
  readonly updatedAt: Instant;
}

export interface DeskModel extends StaffContext {
  readonly waitsForMe: readonly DeskItem[];
  readonly iWaitFor: readonly DeskItem[];
  readonly others: readonly DeskItem[];
  readonly older: string | null;
  /** Whether this person may start a text. */
  readonly mayStart: boolean;
  readonly notice: Notice | null;
}

/** What the last form did, shown once at the top. */
export type Notice = 'saved' | 'submitted' | 'recorded' | 'applied' | 'signed_out';

/** An act this person may do, or may not do just now and why. What is not theirs at all is left out. */
export interface OfferedAct {
  readonly noun: DeskNoun;
  readonly refusals: readonly Refusal[];
}

export interface HoldView {
  readonly id: string;
  readonly reason: HoldReason;
  readonly by: string | null;
  readonly at: Instant;
  readonly note: string | null;
}

export interface FanOutView {
  readonly channel: RecipientChannel;
  readonly state: FanOutState;
  readonly snapshot: number;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** The staff page of one announcement. */
export interface DeskAnnouncementModel extends StaffContext {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly status: Status;
  readonly drill: boolean;
  readonly headline: string;
  readonly agency: string;
  readonly author: string;
  readonly number: AnnouncementNumber | null;
  readonly publicHref: string | null;
  readonly replacedBy: Reference | null;
  /** The version in flight or last released; null while it is a draft that was never submitted. */
  readonly version: VersionView | null;
  /** Who is waited for to sign, once the review is agreed. */
  readonly signing: { readonly waitingFor: readonly string[]; readonly since: Instant; readonly deadline: Instant | null } | null;
  /** The present draft, for those who may write: its revision is what submission names. */
  readonly draft: { readonly revision: number; readonly changedBy: string; readonly changedAt: Instant } | null;
  readonly holds: readonly HoldView[];
  readonly fanOuts: readonly FanOutView[];
  /** Recipients counted now: what a go names. */
  readonly audienceNow: number | null;
  readonly events: readonly AnnouncementEvent[];
  /** Reasons and notes, by the id of the act they came with. */
  readonly notes: Readonly<Record<string, string>>;
  readonly names: Names;
  readonly acts: readonly OfferedAct[];
  /** Open seats that may be waived: slug and name. */
  readonly openSeats: readonly { readonly seat: string; readonly agency: string }[];
  /** The seat this person reviews for, by slug; and the id of their counting decision, once made. */
  readonly mySeat: string | null;
  readonly myDecision: string | null;
  /** Hidden field `key` of every form: the same form sent twice is one act. */
  readonly formKey: string;
  /** What the last form of this page was refused for, with what was typed. */
  readonly refused: { readonly noun: DeskNoun; readonly refusals: readonly Refusal[]; readonly typed: Readonly<Record<string, string>> } | null;
  readonly notice: Notice | null;
} // prettier-ignore

/** The form that writes a text; posts the fields of `DraftFields` with `revision`, `csrf` and `key`. */
export interface WriteModel extends StaffContext {
  /** Null for a new text. */
  readonly id: string | null;
  readonly revision: number | null;
  readonly drill: boolean;
  readonly fields: DraftFields;
  readonly lists: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly channels: readonly Channel[];
  readonly incidents: readonly { readonly id: string; readonly title: string; readonly drill: boolean }[];
  /** Released texts that a correction, denial or all-clear may name. */
  readonly targets: readonly Reference[];
  readonly refusals: readonly Refusal[];
  /** Findings that do not stop a submission (`checkContent`). */
  readonly advice: readonly Refusal[];
  readonly names: Names;
  readonly formKey: string;
  /** How the saved draft would look on each channel; null while it cannot be rendered. */
  readonly preview: VersionView | null;
  /** Areas of the saved draft beyond the one the form edits. */
  readonly moreAreas: number;
}

/** The form's fields as they were typed: every value is text, lists are texts. */
export interface DraftFields {
  readonly text: Readonly<Record<DraftTextField, string>>;
  readonly channels: readonly string[];
  readonly lists: readonly string[];
  readonly replaces: readonly string[];
}

export type DraftTextField =
  | 'kind' | 'severity' | 'drill' | 'incident'
  | 'texts.fa.headline' | 'texts.fa.body' | 'texts.fa.action' | 'texts.fa.sms'
  | 'texts.en.headline' | 'texts.en.body' | 'texts.en.action' | 'texts.en.sms'
  | 'withdrawal.fa.headline' | 'withdrawal.fa.body' | 'withdrawal.en.headline' | 'withdrawal.en.body'
  | 'cap.category' | 'cap.event.fa' | 'cap.event.en' | 'cap.responseType' | 'cap.urgency' | 'cap.severity' | 'cap.certainty'
  | 'cap.onset' | 'cap.expires' | 'cap.contact'
  | 'cap.area.description.fa' | 'cap.area.description.en' | 'cap.area.circle'; // prettier-ignore
