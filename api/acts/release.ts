import { openStops } from '../../database/fan-out-sums.js';
import type { RecipientChannel } from '../../domain/content/content.js';
import { derivedId } from '../auth/secrets.js';
import { refuse } from '../http/refuse.js';
import { act, type Doing } from './doing.js';
import type { Performed } from './perform.js';
import type { ShownVersion } from './review.js';

/** The go for a signed text, naming what was shown. */
export const go = (
  doing: Doing,
  shown: ShownVersion & { readonly audienceCount: number },
): Promise<Performed> => act(doing, { type: 'go', ...shown });

/** Keeps a text from going out. */
export const hold = (doing: Doing, reason?: string): Promise<Performed> =>
  act(doing, { type: 'hold', reason: 'person' }, reason);

/** Lifts one hold; asked twice it is lifted once. */
export const free = (doing: Doing, held: string): Promise<Performed> =>
  act({ ...doing, id: derivedId('free', held) }, { type: 'free', hold: held });

/** Stops sending on one channel. */
export const stop = (doing: Doing, channel: RecipientChannel, reason?: string): Promise<Performed> =>
  act(doing, { type: 'stop', channel }, reason);

/** Goes on after a stop; asked twice it goes on once. */
export async function goOn(doing: Doing, stopped: { readonly stop: string } | { readonly channel: string }): Promise<Performed> {
  const stops = await openStops(doing.context.db, doing.announcement);
  const found = stops.find((one) => ('stop' in stopped ? one.id === stopped.stop : one.channel === stopped.channel));
  if (!found) return refuse({ code: 'stop' in stopped ? 'not_found' : 'fan_out_unknown' });
  return act({ ...doing, id: derivedId('continue', found.id) }, { type: 'continue', channel: found.channel });
} // prettier-ignore
