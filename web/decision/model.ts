import type { AnnouncementKind } from '../../domain/announcement/kinds.js';
import type { ReviewDecision } from '../../domain/announcement/state.js';
import type { Instant } from '../../domain/instant.js';
import type { LinkEnd, Refusal } from '../../domain/refusal.js';
import type { Names } from '../../i18n/refusals.js';
import type { PageContext, PresentState, VersionView } from '../shared/model.js';

/** The page behind a decision link. Showing it changes nothing. */
export interface DecisionPageModel extends PageContext {
  readonly person: string;
  /** The agency whose seat is asked; the office for a signer. */
  readonly agency: string;
  readonly version: VersionView;
  readonly deadline: Instant | null;
  readonly form: DecisionForm;
}

export type DecisionForm =
  /** Three acts with code and note: POST `action` with `decision`, `code`, `note`. After a refusal the note and the choice are kept. */
  | {
      readonly state: 'open';
      readonly action: string;
      readonly note: string;
      readonly decision: ReviewDecision | null;
      readonly refusals: readonly Refusal[];
      readonly names?: Names;
    }
  /** Too many wrong codes: POST `action` with `email`. `asked` once it was sent: the answer is the same for every address. */
  | {
      readonly state: 'code_exhausted';
      readonly action: string;
      readonly asked: boolean;
      /** New codes that may still be mailed; at 0 only signing in is left. */
      readonly codesLeft: number;
      readonly signInHref: string;
    }
  /** Signers, and seats whose policy wants more than a code. */
  | { readonly state: 'sign_in'; readonly href: string };

/** What became of a decision; the same every time it is opened. */
export interface ReceiptModel extends PageContext {
  readonly drill: boolean;
  readonly person: string;
  readonly agency: string;
  readonly kind: AnnouncementKind;
  readonly headline: string;
  readonly version: number;
  readonly manifestSha256: string;
  readonly decision: ReviewDecision;
  readonly note: string | null;
  readonly at: Instant;
  readonly status: 'recorded' | 'applied' | 'void';
  /** Why it counts no more although it was good: its author retracted it, or its version is not under way any longer. */
  readonly over: 'retracted' | 'version' | null;
  /** Why it is void; empty otherwise. */
  readonly because: readonly Refusal[];
  readonly names?: Names;
  readonly present: PresentState;
}

/** A link that ended, shown to its own holder: no more than the mail showed. */
export interface EndedLinkModel extends PageContext {
  readonly drill: boolean;
  readonly because: LinkEnd;
  readonly person: string;
  readonly kind: AnnouncementKind;
  readonly headline: string;
  readonly version: number;
  /** Who filled the seat and how, where somebody did. */
  readonly decided: {
    readonly person: string;
    readonly decision: ReviewDecision;
    readonly at: Instant;
  } | null;
  readonly present: PresentState;
}
