import type { Refusal } from '../refusal.js';
import type { Act } from './acts.js';

/**
 * An act as it travels to its announcement's workflow: `after` is the act recorded just before it on the same
 * announcement and not settled then; acts are settled in that order whatever order they arrive in.
 */
export interface ActMessage {
  /** A run refuses the act of any other. */
  readonly announcement: string;
  readonly act: Act;
  readonly after: string | null;
}

/** What became of an act once it was decided for good and that is recorded. */
export type ActOutcome =
  | { readonly outcome: 'applied'; readonly sequence: number }
  | { readonly outcome: 'void'; readonly because: readonly Refusal[] };
