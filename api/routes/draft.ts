import type { Router } from 'express';
import { createAbandonment, createSubmission, createTakeBack, putDraft } from '../../contract/draft.js';
import { inTransaction } from '../../database/connection.js';
import { changeDraft } from '../../database/drafts.js';
import { peopleById } from '../../database/reference-names.js';
import { mustGrant } from '../../database/ruling.js';
import { abandon, submitText, takeBack } from '../acts/draft.js';
import { actAnswer } from '../acts/perform.js';
import type { Context } from '../context.js';
import { revisionOf } from '../http/permission.js';
import { serve } from '../http/serve.js';
import { draftView, readableAnnouncement } from '../views/announcement.js';
import { asContent } from '../views/content.js';
import { naming } from '../views/people.js';
import { doingOf } from './doing-of.js';

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

  serve(router, context, createSubmission, async ({ params, body }, call) =>
    actAnswer(context, params.id, await submitText(doingOf(call, params), body.revision)),
  );

  serve(router, context, createTakeBack, async ({ params, body }, call) =>
    actAnswer(context, params.id, await takeBack(doingOf(call, params), body.reason)),
  );

  serve(router, context, createAbandonment, async ({ params, body }, call) =>
    actAnswer(context, params.id, await abandon(doingOf(call, params), body.reason)),
  );
}
