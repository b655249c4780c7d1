/** Why a channel as a whole cannot send; its rows wait and are not spent on it. */
export type ChannelTrouble = 'unreachable' | 'sign_in_refused' | 'sender_refused' | 'encryption_failed';

/**
 * What came of sending to one recipient. `reply` is the far side's last words, or ours where it said nothing.
 * `in_doubt`: everything was sent and no answer came, so it may or may not have been accepted.
 * `unsent`: nothing left, and nothing else will until the trouble is over.
 */
export type SendOutcome =
  | { readonly outcome: 'accepted' | 'refused' | 'deferred' | 'in_doubt'; readonly reply: string }
  | { readonly outcome: 'unsent'; readonly trouble: ChannelTrouble; readonly reply: string };
