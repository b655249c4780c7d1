import type { Router } from 'express';
import { createAbandonment, createSubmission, createTakeBack, putDraft } from '../../contract/draft.js';
import { inTransaction } from '../../database/connection.js';
import { changeDraft } from '../../database/drafts.js';
import { peopleById } from '../../database/reference-names.js';
import { mustGrant } from '../../database/ruling.js';
import { submitDraft } from '../../database/versions.js';
import type { Context } from '../context.js';
import { revisionOf } from '../http/permission.js';
import { serve } from '../http/serve.js';
import { actAnswer, perform, performIn } from '../perform.js';
import { draftView, readableAnnouncement } from '../views/announcement.js';
import { asContent } from '../views/content.js';
import { naming } from '../views/people.js';
import { words } from './words.js';

export function draftRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, putDraft, async ({ params, body }, { actor, ifMatch }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const change = {
      announcement: params.id,
      revision: revisionOf(ifMatch),
      by: actor.person,
      actor: actor.audit,
      content: asContent(body.content),
    };
    const draft = await inTransaction(db, async (tx) => mustGrant(await changeDraft(tx, change)));
    const view = draftView(draft, naming(await peopleById(db)));
    return { status: 200, body: view, headers: { ETag: `"${draft.revision}"` } };
  });

  serve(router, context, createSubmission, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const { sender } = context.settings;
    const submission = { announcement: params.id, revision: body.revision, by: actor.person, actId: id, sender };
    const performed = await performIn(context, (tx) => submitDraft(tx, submission));
    return actAnswer(context, params.id, performed);
  }); // prettier-ignore

  serve(router, context, createTakeBack, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { id, announcement: params.id, by: actor.person, body: { type: 'take_back' } as const };
    return actAnswer(context, params.id, await perform(context, { ...act, ...words(body.reason) }));
  });

  serve(router, context, createAbandonment, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const act = { id, announcement: params.id, by: actor.person, body: { type: 'abandon' } as const };
    return actAnswer(context, params.id, await perform(context, { ...act, ...words(body.reason) }));
  });
}
