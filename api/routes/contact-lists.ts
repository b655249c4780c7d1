import { once } from 'node:events';
import type { Router } from 'express';
import {
  changeContactList,
  createContactImport,
  createContactList,
  deleteContactListMember,
  exportContactList,
  listContactLists,
} from '../../contract/contacts.js';
import { inTransaction } from '../../database/connection.js';
import * as lists from '../../database/contact-lists.js';
import { exportContacts } from '../../database/contact-export.js';
import { importContacts } from '../../database/contact-import.js';
import { removeFromList } from '../../database/contacts.js';
import { mustGrant } from '../../database/ruling.js';
import type { Context } from '../context.js';
import { languageOf } from '../http/language.js';
import { mustBeAllowed, revisionOf } from '../http/permission.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { serveStream } from '../http/serve-stream.js';
import { given } from './people.js';

export function contactListRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listContactLists, async () => ({
    status: 200,
    body: { items: await lists.listContactLists(db), next: null },
  }));

  serve(router, context, createContactList, async ({ body }, { actor, id }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const before = await lists.loadContactList(db, id);
    const list = before ?? (await inTransaction(db, async (tx) => mustGrant(await lists.createContactList(tx, actor.audit, body, id))));
    return { status: 201, body: { ...list, members: 0 }, headers: { ...etag(list), Location: `/api/contact-lists/${id}` } };
  }); // prettier-ignore

  serve(router, context, changeContactList, async ({ params, body }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const revision = revisionOf(ifMatch);
    const list = await inTransaction(db, async (tx) => mustGrant(await lists.changeContactList(tx, actor.audit, params.id, revision, given(body))));
    const members = (await lists.listContactLists(db)).find(({ id }) => id === list.id)?.members ?? 0;
    return { status: 200, body: { ...list, members }, headers: etag(list) };
  }); // prettier-ignore

  serve(router, context, deleteContactListMember, async ({ params }, { actor }) => {
    mustBeAllowed(actor, 'manage_contacts');
    await inTransaction(db, async (tx) =>
      mustGrant(await removeFromList(tx, actor.audit, params.id, params.contact)),
    );
    return { status: 204, body: null };
  });

  serve(router, context, createContactImport, async ({ query }, { actor, upload }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const wish = { list: query.list, input: upload(), dryRun: query.dryRun === 'true' };
    const report = mustGrant(await importContacts(db, actor.audit, wish));
    return { status: 200, body: { ...report, preview: [...report.preview] } };
  });

  serveStream(router, context, exportContactList, async ({ req, res, actor, params }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const list = (await lists.loadContactList(db, String(params['id']))) ?? refuse({ code: 'not_found' });
    res.type('text/csv; charset=utf-8').attachment(`${list.slug}.csv`);
    for await (const piece of exportContacts(db, list.id, languageOf(req, actor.person))) {
      if (res.destroyed) return;
      if (!res.write(piece)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
    }
    res.end();
  });
}

const etag = ({ revision }: { readonly revision: number }) => ({ ETag: `"${revision}"` });
