import type { Router } from 'express';
import { eq } from 'drizzle-orm';
import {
  createAnnouncement as create,
  listAnnouncements as list,
  listRenderings,
  listVersions,
  readAnnouncement,
  readTimeline,
} from '../../contract/announcements.js';
import { createAnnouncement } from '../../database/create-announcement.js';
import { inTransaction, type Tx } from '../../database/connection.js';
import { unfitTexts } from '../../database/drafts.js';
import { listAnnouncements } from '../../database/listings.js';
import { peopleById } from '../../database/reference-names.js';
import { mustGrant } from '../../database/ruling.js';
import { announcements } from '../../database/schema.js';
import { findVersion, loadRenderings, loadTimeline } from '../../database/timeline.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { announcementView, readableAnnouncement } from '../views/announcement.js';
import { asContent } from '../views/content.js';
import { naming } from '../views/people.js';
import { renderingView } from '../views/rendering.js';
import { summaryOf } from '../views/summary.js';
import { timelineView } from '../views/timeline.js';
import { versionViews } from '../views/versions.js';

export const PAGE = 50;

export function announcementRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, list, async ({ query }, { actor }) => {
    const { limit = PAGE, cursor, drill, waiting, ...narrow } = query;
    const filter = { ...narrow, drill: drill && drill === 'true', waitingForMe: waiting === 'me' };
    const { items, next } = await listAnnouncements(db, actor.person, filter, { limit, cursor });
    const person = naming(await peopleById(db));
    return { status: 200, body: { items: items.map((item) => summaryOf(item, person)), next } };
  });

  serve(router, context, create, async ({ body }, { actor, id, language }) => {
    const content = asContent(body.content);
    const unfit = unfitTexts(content);
    if (unfit.length > 0) refuse(...unfit);
    await inTransaction(db, async (tx) => {
      if (await exists(tx, id)) return;
      mustGrant(await createAnnouncement(tx, { ...body, id, by: actor.person, content }));
    });
    const view = await announcementView(db, actor.person, language, id);
    const headers = { Location: `/api/announcements/${id}`, ETag: '"1"' };
    return { status: 201, body: view, headers };
  });

  serve(router, context, readAnnouncement, async ({ params }, { actor, language }) => {
    const view = await announcementView(db, actor.person, language, params.id);
    return { status: 200, body: view, ...(view.draft ? { headers: { ETag: `"${view.draft.revision}"` } } : {}) };
  }); // prettier-ignore

  serve(router, context, listVersions, async ({ params }, { actor }) => {
    const { person } = await readableAnnouncement(db, actor.person, params.id);
    return { status: 200, body: { items: await versionViews(db, params.id, person), next: null } };
  });

  serve(router, context, listRenderings, async ({ params: { id, number } }, { actor }) => {
    await readableAnnouncement(db, actor.person, id);
    if (!(await findVersion(db, id, number))) return refuse({ code: 'not_found' });
    const items = (await loadRenderings(db, id, number)).map(renderingView);
    return { status: 200, body: { items, next: null } };
  });

  serve(router, context, readTimeline, async ({ params }, { actor }) => {
    const { person } = await readableAnnouncement(db, actor.person, params.id);
    const items = (await loadTimeline(db, params.id)).map((entry) => timelineView(entry, person));
    return { status: 200, body: { items, next: null } };
  });
}

/** A request repeated after its process died finds what it made: the id follows from its Idempotency-Key. */
async function exists(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.select({ id: announcements.id }).from(announcements).where(eq(announcements.id, id));
  return rows.length > 0;
}
