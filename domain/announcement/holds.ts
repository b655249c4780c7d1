import { releaseHolds, type HoldReason } from './state.js';

/** Whether release itself made this hold, so that a `go` frees it. */
export function isReleaseHold(reason: HoldReason): boolean {
  return (releaseHolds as readonly HoldReason[]).includes(reason);
}
