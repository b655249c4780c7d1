/** States of one recipient's row on one channel (design §7.4). */
export const deliveryStates = [
  'planned', 'queued', 'leased', 'sending', 'accepted', 'refused', 'deferred', 'in_doubt', 'held', 'cancelled', 'expired',
] as const; // prettier-ignore
export type DeliveryState = (typeof deliveryStates)[number];

/** States that end a row: together they always add up to the snapshot (promise P1). */
export const finalDeliveryStates = [
  'accepted',
  'refused',
  'held',
  'cancelled',
  'expired',
] as const satisfies readonly DeliveryState[];

/** States of one channel's fan-out record. `planned` before the release adopts it. */
export type FanOutState = 'planned' | 'running' | 'stopped' | 'cancelled' | 'complete';

/**
 * What becomes of a recipient who may or may not have received a copy (promises P4 and P5): `resend` sends once more,
 * `hold` leaves it to a person, and nobody who was in doubt twice gets a third copy. `doubts` counts this one.
 */
export function whenInDoubt(choice: 'resend' | 'hold', doubts: number): 'in_doubt' | 'held' {
  return choice === 'resend' && doubts < 2 ? 'in_doubt' : 'held';
}
