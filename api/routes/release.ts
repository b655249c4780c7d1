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
import { fanOutSums, openStops } from '../../database/fan-out-sums.js';
import { inOffice } from '../../domain/people/posts.js';
import { derivedId } from '../auth/secrets.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { actAnswer, perform } from '../perform.js';
import { readableAnnouncement } from '../views/announcement.js';
import { hiddenAddress } from '../views/address.js';
import { PAGE } from './announcements.js';
import { words } from './words.js';

export function releaseRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, createRelease, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { type: 'go', ...body } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act });
    return actAnswer(context, params.id, performed);
  });

  serve(router, context, createHold, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { type: 'hold', reason: 'person' } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act, ...words(body.reason) });
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore

  serve(router, context, deleteHold, async ({ params }, { actor }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const id = derivedId('free', params.hold);
    const act = { type: 'free', hold: params.hold } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act });
    return actAnswer(context, params.id, performed);
  });

  serve(router, context, createStop, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { type: 'stop', channel: body.channel } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act, ...words(body.reason) });
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore

  serve(router, context, deleteStop, async ({ params }, { actor }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const id = derivedId('continue', params.stop);
    const stop = (await openStops(db, params.id)).find((one) => one.id === params.stop);
    if (!stop) return refuse({ code: 'not_found' });
    const act = { type: 'continue', channel: stop.channel } as const;
    const performed = await perform(context, { id, announcement: params.id, by: actor.person, body: act });
    return actAnswer(context, params.id, performed);
  });

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
