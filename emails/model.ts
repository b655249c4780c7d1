import type { ReturnCause } from '../domain/announcement/events.js';
import type { AnnouncementKind, Severity } from '../domain/announcement/kinds.js';
import type { HoldReason, ReviewDecision, SignOffDecision } from '../domain/announcement/state.js';
import type { Channel } from '../domain/content/content.js';
import type { Instant } from '../domain/instant.js';
import type { Language, Localized } from '../domain/language.js';
import type { Refusal } from '../domain/refusal.js';
import type { Names } from '../i18n/refusals.js';

/** A composed mail. The subject is one line; `html` and `text` say the same. */
export interface StaffMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What every mail to staff carries. Names are already in the mail's language. */
export interface MailContext {
  readonly office: Localized;
  /** The name of the person it goes to. */
  readonly recipient: string;
  /** When the mail is composed first; retries repeat it, so that the same mail has the same words. */
  readonly now: Instant;
}

/** An author's text in one language: `html` is the statement as elements, `text` without marks. */
export interface MailText {
  readonly language: Language;
  readonly headline: string;
  readonly body: { readonly html: string; readonly text: string };
  /** What people should do; null where nothing is said. */
  readonly action: { readonly html: string; readonly text: string } | null;
}

export interface MailAnnouncement {
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly version: number;
  /** In the mail's language where it is written in it, else in Persian. */
  readonly headline: string;
  readonly headlineLanguage: Language;
  readonly agency: string;
  readonly incident: string | null;
}

/** A request to decide or to sign, first time, again, or handed to the stand-in or the next signer. */
export interface AskMail extends MailContext {
  readonly mail: 'review_asked' | 'review_reminder' | 'stand_in_asked' | 'sign_off_asked' | 'sign_off_reminder' | 'next_signer_asked';
  readonly announcement: MailAnnouncement;
  /** The agency whose seat is asked; the office for a signer. */
  readonly seat: string;
  readonly submittedBy: string;
  readonly channels: readonly Channel[];
  readonly audienceCount: number;
  readonly deadline: Instant | null;
  readonly texts: readonly MailText[];
  readonly withdrawal: readonly MailText[];
  /** BASE_URL/d/<token>, and six digits. */
  readonly link: string;
  readonly code: string;
} // prettier-ignore

/** Tells the author and the approvers what became of a text. */
export interface OutcomeMail extends MailContext {
  readonly mail: 'outcome';
  readonly announcement: MailAnnouncement;
  readonly outcome:
    | { readonly became: 'agreed' | 'refused' | 'withdrawn' | 'superseded' }
    | { readonly became: 'returned'; readonly cause: ReturnCause }
    | { readonly became: 'held'; readonly reason: HoldReason }
    | { readonly became: 'released'; readonly number: string; readonly at: Instant; readonly recipients: number };
  /** What was said against it or about it: who (agency or person) and their words. */
  readonly reasons: readonly { readonly who: string; readonly decision: ReviewDecision | SignOffDecision | null; readonly note: string }[];
  /** The public page of a released text, else the staff page. */
  readonly link: string;
} // prettier-ignore

/** The clocks ran out: the office may waive the seat. */
export interface OfficeToldMail extends MailContext {
  readonly mail: 'office_told';
  readonly announcement: MailAnnouncement;
  /** The silent agency; null when it is the signature that waits. */
  readonly seat: string | null;
  readonly waitingFor: readonly string[];
  readonly since: Instant;
  readonly deadline: Instant;
  readonly link: string;
}

/** A person's own decision, as taken. */
export interface ReceiptMail extends MailContext {
  readonly mail: 'receipt';
  readonly announcement: MailAnnouncement;
  readonly seat: string;
  readonly decision: ReviewDecision | SignOffDecision | 'override';
  readonly note: string | null;
  readonly at: Instant;
  readonly status: 'recorded' | 'applied' | 'void';
  readonly because: readonly Refusal[];
  readonly names?: Names;
  readonly manifestSha256: string;
  readonly link: string;
}

/** A new code for a link that stays as it is. */
export interface NewCodeMail extends MailContext {
  readonly mail: 'new_code';
  readonly announcement: MailAnnouncement;
  readonly link: string;
  readonly code: string;
}

export interface SignInMail extends MailContext {
  readonly mail: 'sign_in';
  readonly link: string;
  readonly code: string;
  readonly validUntil: Instant;
}

/** Every mail to staff; `mail` is its kind in `staff_mails`. */
export type StaffMailModel = AskMail | OutcomeMail | OfficeToldMail | ReceiptMail | NewCodeMail | SignInMail;
export type StaffMailKind = StaffMailModel['mail'];
