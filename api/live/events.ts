import type { Request, Response, Router } from 'express';
import { streamEvents } from '../../contract/events.js';
import { loadState } from '../../database/announcements.js';
import { eventsSince } from '../../database/live-events.js';
import { Refused } from '../../database/ruling.js';
import { mayRead } from '../../domain/people/may-read.js';
import { authenticate } from '../auth/authenticate.js';
import type { Context } from '../context.js';
import { serveStream } from '../http/serve-stream.js';
import type { ChangeNotice } from './changes.js';

/** Shorter than the idle limits of proxies; also how often a stream asks whether its reader is still let in. */
const HEARTBEAT_MS = 15_000;

/**
 * Server-sent events: that something changed, never what its text says. Each event is shown to those who may read its
 * announcement at that moment; a stream ends with its session. `Last-Event-ID` brings what was missed.
 */
export function eventRoutes(router: Router, context: Context): void {
  serveStream(router, context, streamEvents, async ({ req, res }) => {
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    });
    res.write('retry: 2000\n\n');
    const tell = teller(context, req, res);
    const unsubscribe = context.changes.subscribe((notice) => void tell(notice));
    const heartbeat = setInterval(() => void beat(context, req, res), HEARTBEAT_MS);
    const forget = context.changes.onEnd(() => res.end());
    res.once('close', () => {
      clearInterval(heartbeat);
      forget();
      unsubscribe();
    });
    for (const missed of await eventsSince(context.db, req.get('last-event-id'))) await tell(missed);
  });
}

/** Writes one event at a time, in order, and only what this reader may know at that moment; nothing to who left. */
function teller(context: Context, req: Request, res: Response) {
  const { db, log } = context;
  let queue = Promise.resolve();
  const tell = async (notice: ChangeNotice) => {
    const state = await loadState(db, notice.announcement);
    const reader = await authenticate(context, req).catch(whoIsRefused);
    if (!reader) return void res.end();
    if (!state || !mayRead(reader.person, state) || res.writableEnded) return;
    const { announcement, sequence, what } = notice;
    const data = JSON.stringify({ announcement, what, sequence: sequence ?? state.sequence, status: state.status });
    res.write(`id: ${new Date().toISOString()}\nevent: change\ndata: ${data}\n\n`);
  };
  return (notice: ChangeNotice): Promise<void> => {
    queue = queue.then(() => tell(notice)).catch((error: unknown) => {
      log.warn({ name: error instanceof Error ? error.name : 'unknown' }, 'a live event was not told');
    });
    return queue;
  };
} // prettier-ignore

/** Nobody, where the session or token is over; any other trouble stays one. */
function whoIsRefused(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}

async function beat(context: Context, req: Request, res: Response): Promise<void> {
  const still = await authenticate(context, req).catch(() => null);
  if (still) res.write(': still here\n\n');
  else res.end();
}
