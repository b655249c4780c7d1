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
