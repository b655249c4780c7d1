import type { ActOf } from './acts.js';
import type { Decided } from './events.js';
import { wrongState } from './shown.js';
import type { AnnouncementState, FanOutStatus } from './state.js';
import type { RecipientChannel } from '../content/content.js';
import { granted, refused } from '../refusal.js';

/** Stops one channel's fan-out; stopping what stands still changes nothing. */
export function stop(state: AnnouncementState, act: ActOf<'stop'>): Decided {
  return turn(state, act, 'running', 'fan_out_stopped');
}

/** Lets a stopped fan-out go on. */
export function goOn(state: AnnouncementState, act: ActOf<'continue'>): Decided {
  return turn(state, act, 'stopped', 'fan_out_continued');
}

function turn(
  state: AnnouncementState,
  act: ActOf<'stop' | 'continue'>,
  from: FanOutStatus,
  type: 'fan_out_stopped' | 'fan_out_continued',
): Decided {
  const refusals = wrongState(state, act.type);
  const status = statusOf(state, act.channel);
  if (!status) refusals.push({ code: 'fan_out_unknown' });
  if (status === 'complete') refusals.push({ code: 'fan_out_complete' });
  if (refusals.length > 0) return refused(...refusals);
  return granted(status === from ? [{ type, channel: act.channel }] : []);
}

/** A fan-out tells how it ended; told twice, it changes nothing. */
export function fanOutReport(state: AnnouncementState, act: ActOf<'fan_out_report'>): Decided {
  const refusals = wrongState(state, act.type);
  const status = statusOf(state, act.channel);
  if (!status) refusals.push({ code: 'fan_out_unknown' });
  if (refusals.length > 0) return refused(...refusals);
  if (status === act.status || status === 'complete') return granted([]);
  const type = act.status === 'complete' ? 'fan_out_completed' : 'fan_out_stopped';
  return granted([{ type, channel: act.channel }]);
}

function statusOf(state: AnnouncementState, channel: RecipientChannel): FanOutStatus | undefined {
  return state.fanOuts.find((fanOut) => fanOut.channel === channel)?.status;
}
