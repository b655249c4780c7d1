import type { Status } from './kinds.js';

/**
 * Every action on an announcement and the states it is allowed in (design §3).
 * Workflow, API and console read this one table; `why` a button is disabled follows from it.
 */
export const allowedActions = {
  edit: ['draft'],
  submit: ['draft'],
  review: ['in_review'],
  object: ['in_review', 'awaiting_sign_off', 'signed_off'],
  retract: ['in_review', 'awaiting_sign_off'],
  waive: ['draft', 'in_review'],
  sign_off: ['awaiting_sign_off'],
  override: ['in_review', 'awaiting_sign_off'],
  go: ['signed_off'],
  take_back: ['in_review', 'awaiting_sign_off', 'signed_off'],
  abandon: ['draft'],
  hold: ['awaiting_sign_off', 'signed_off'],
  free: ['awaiting_sign_off', 'signed_off'],
  release: ['signed_off'],
  stop: ['released', 'superseded', 'withdrawn', 'expired'],
  continue: ['released', 'superseded', 'withdrawn', 'expired'],
  fan_out_report: ['released', 'superseded', 'withdrawn', 'expired'],
  withdraw: ['released'],
  replaced: ['released'],
  expire: ['released'],
  read: [
    'draft', 'in_review', 'awaiting_sign_off', 'signed_off', 'released',
    'superseded', 'withdrawn', 'expired', 'refused', 'abandoned',
  ], // prettier-ignore
} as const satisfies Record<string, readonly Status[]>;

export type Action = keyof typeof allowedActions;

/** Whether `action` is allowed while the announcement is in `status`. */
export function isAllowed(action: Action, status: Status): boolean {
  return (allowedActions[action] as readonly Status[]).includes(status);
}
