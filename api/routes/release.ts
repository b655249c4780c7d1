import type { Router } from 'express';
import {
  createHold,
  createRelease,
  createStop,
  deleteHold,
  deleteStop,
  listDeliveries,
} from '../../contract/release.js';
import { deliveryPage } from '../../database/delivery-listing.js';
import { fanOutSums } from '../../database/fan-out-sums.js';
import { inOffice } from '../../domain/people/posts.js';
import { actAnswer } from '../acts/perform.js';
import { free, go, goOn, hold, stop } from '../acts/release.js';
import type { Context } from '../context.js';
import { serve } from '../http/serve.js';
import { readableAnnouncement } from '../views/announcement.js';
import { hiddenAddress } from '../views/address.js';
import { PAGE } from './announcements.js';
import { doingOf } from './doing-of.js';

export function releaseRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, createRelease, async ({ params, body }, call) =>
    actAnswer(context, params.id, await go(doingOf(call, params), body)),
  );

  serve(router, context, createHold, async ({ params, body }, call) =>
    actAnswer(context, params.id, await hold(doingOf(call, params), body.reason)),
  );

  serve(router, context, deleteHold, async ({ params }, call) =>
    actAnswer(context, params.id, await free(doingOf(call, params), params.hold)),
  );

  serve(router, context, createStop, async ({ params, body }, call) =>
    actAnswer(context, params.id, await stop(doingOf(call, params), body.channel, body.reason)),
  );

  serve(router, context, deleteStop, async ({ params }, call) =>
    actAnswer(context, params.id, await goOn(doingOf(call, params), { stop: params.stop })),
  );

  serve(router, context, listDeliveries, async ({ params, query }, { actor }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const { limit = PAGE, ...narrow } = query;
    const { items, next } = await deliveryPage(db, params.id, { limit, ...narrow });
    const seesAll = inOffice(actor.person) || actor.person.roles.includes('auditor');
    const shown = items.map((row) => (seesAll ? row : { ...row, address: hiddenAddress(row.address), reply: null }));
    const sums = await fanOutSums(db, params.id);
    const view = sums.map(({ channel, state, snapshot, counts }) => ({ channel, state, counts: { snapshot, states: counts } }));
    return { status: 200, body: { items: shown, next, sums: view } };
  }); // prettier-ignore
}
