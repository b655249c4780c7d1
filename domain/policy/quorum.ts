import type { Quorum, SeatName } from './policy.js';

/** How one seat stands in a review. `reopened`: it had decided, and its answer was taken away again. */
export interface SeatStanding {
  readonly seat: SeatName;
  readonly answer: 'approve' | 'request_changes' | 'reject' | null;
  readonly waived: boolean;
  readonly reopened: boolean;
}

export type QuorumRuling = 'open' | 'met' | 'changes_requested' | 'rejected' | 'quorum_unmeetable';

/** Every seat a quorum names, once, in the order of its lists. */
export function seatsOf(quorum: Quorum): SeatName[] {
  return [...new Set([...quorum.all, ...quorum.veto, ...quorum.at_least.of])];
}

/**
 * Where a review stands (design §3). A no of an `all` or `veto` seat ends it at once; other seats' no only counts.
 * A waived seat leaves `all` and `veto` and lowers `at_least` by one, never below zero, so a waiver alone ends nothing.
 * A reopened seat is waited for, whichever list it is in: otherwise its second thoughts could be passed over.
 */
export function judge(quorum: Quorum, seats: readonly SeatStanding[]): QuorumRuling {
  const standing = seats.filter((seat) => !seat.waived);
  const binding = standing.filter(({ seat }) => quorum.all.includes(seat) || quorum.veto.includes(seat));
  const no = binding.find(({ answer }) => answer !== null && answer !== 'approve');
  if (no) return no.answer === 'reject' ? 'rejected' : 'changes_requested';

  const counted = standing.filter(({ seat }) => quorum.at_least.of.includes(seat));
  const waived = seats.filter(({ seat, waived }) => waived && quorum.at_least.of.includes(seat)).length;
  const needed = Math.max(0, quorum.at_least.count - waived);
  const approvals = counted.filter(({ answer }) => answer === 'approve').length;
  const open = counted.filter(({ answer }) => answer === null).length;
  if (approvals + open < needed) return 'quorum_unmeetable';

  const awaited = [...binding, ...standing.filter(({ reopened }) => reopened)];
  return approvals >= needed && awaited.every(({ answer }) => answer !== null) ? 'met' : 'open';
}
