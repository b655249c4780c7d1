import type { AlertInfo, CapAlert } from '../alert.js';
import { isCapMoment } from '../moment.js';
import { at, error, infosOf, warning } from './rule.js';

type Moment = 'effective' | 'onset' | 'expires';
const moments: readonly Moment[] = ['effective', 'onset', 'expires'];

/** Whether `earlier` stands after `later`, both present; equal moments are in order. */
const wrongOrder = (earlier: string | undefined, later: string | undefined): boolean =>
  earlier !== undefined && later !== undefined && Date.parse(earlier) > Date.parse(later);
const notLater = (earlier: string | undefined, later: string | undefined): boolean =>
  earlier !== undefined && later !== undefined && Date.parse(earlier) >= Date.parse(later);

const inInfos = (alert: CapAlert, name: Moment, broken: (info: AlertInfo) => boolean): string[] =>
  infosOf(alert).flatMap(({ path, value }) => at(`${path}.${name}`, broken(value)));

/** A clock that runs ahead by more makes a message from the future. */
const tolerance = 5 * 60_000;

/** Moments and their order: sent ≤ onset, effective ≤ onset, everything before expires. */
export const timeRules = {
  moment_form: error((alert) => [
    ...at('sent', !isCapMoment(alert.sent)),
    ...moments.flatMap((name) => inInfos(alert, name, (info) => info[name] !== undefined && !isCapMoment(info[name]))),
  ]),
  sent_ahead: error(({ sent }, { now }) => at('sent', now !== undefined && Date.parse(sent) > Date.parse(now) + tolerance)),
  /** Without it the end is left to each receiver (CAP 1.2 §3.2.2 expires). */
  expires_missing: error((alert) => inInfos(alert, 'expires', ({ expires }) => expires === undefined)),
  expires_before_sent: error((alert) => inInfos(alert, 'expires', ({ expires }) => notLater(alert.sent, expires))),
  expires_before_effective: error((alert) => inInfos(alert, 'expires', ({ effective, expires }) => notLater(effective, expires))),
  expires_before_onset: error((alert) => inInfos(alert, 'expires', ({ onset, expires }) => notLater(onset, expires))),
  /** Also for updates and cancels: a system that set the end to now refused its own cancel as expired. */
  expired_already: error((alert, { now }) => inInfos(alert, 'expires', ({ expires }) => notLater(now, expires))),
  onset_before_effective: warning((alert) => inInfos(alert, 'onset', ({ effective, onset }) => wrongOrder(effective, onset))),
}; // prettier-ignore
