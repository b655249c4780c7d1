import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { Instant } from '../../domain/instant.js';
import type { Language } from '../../domain/language.js';
import type { AnnouncementNumber, PageContext, Reference } from '../shared/model.js';

export type PublicStatus = Extract<Status, 'released' | 'superseded' | 'withdrawn' | 'expired'>;

/** One released text in a list. */
export interface NewsroomItem {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly status: PublicStatus;
  readonly number: AnnouncementNumber;
  readonly incident: string | null;
  readonly headline: string;
  /** The language `headline` is written in, which may not be the page's. */
  readonly headlineLanguage: Language;
  readonly releasedAt: Instant;
}

/** The newsroom, newest first; with `drill`, the exercises only the signed-in see. */
export interface NewsroomModel extends PageContext {
  readonly drill: boolean;
  /** What was searched for; empty for everything. */
  readonly query: string;
  readonly items: readonly NewsroomItem[];
  readonly newer: string | null;
  readonly older: string | null;
}

/** One released text: its stored bytes in a frame. */
export interface AnnouncementPageModel extends PageContext {
  readonly id: string;
  readonly drill: boolean;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly status: PublicStatus;
  readonly number: AnnouncementNumber;
  /** The filled parts `title` and `body` of the newsroom rendering; the body is HTML and stands as it is. */
  readonly title: string;
  readonly article: string;
  /** The language of the article, and all it was released in. */
  readonly articleLanguage: Language;
  readonly languages: readonly Language[];
  readonly releasedAt: Instant;
  readonly expiresAt: Instant;
  /** When the status changed to superseded, withdrawn or expired. */
  readonly endedAt: Instant | null;
  readonly replacedBy: Reference | null;
  readonly replaces: readonly Reference[];
  /** Address of the CAP document, where it has one. */
  readonly capHref: string | null;
}

/** Whether a text is genuine: what was released under this id, word for word. */
export interface VerifyModel extends PageContext {
  readonly id: string;
  readonly found: {
    readonly kind: AnnouncementKind;
    readonly status: PublicStatus;
    readonly number: AnnouncementNumber;
    readonly headline: string;
    readonly releasedAt: Instant;
    readonly replacedBy: Reference | null;
    /** SHA-256 (hex) of the approved version's manifest. */
    readonly manifestSha256: string;
    readonly renderings: readonly { readonly language: Language; readonly sha256: string }[];
  } | null;
}

export interface UnsubscribeModel extends PageContext {
  /** `ask`: a form that POSTs to `action`. `done`: no longer sent. `unknown`: no such link. */
  readonly state: 'ask' | 'done' | 'unknown';
  readonly action: string;
  /** The address with its middle hidden (`k…@example.test`); null when unknown. */
  readonly address: string | null;
}
