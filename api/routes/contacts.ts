import type { Router } from 'express';
import { eq } from 'drizzle-orm';
import { changeContact, createContact, listContacts, readContact } from '../../contract/contacts.js';
import { inTransaction, type Tx } from '../../database/connection.js';
import * as contacts from '../../database/contacts.js';
import { loadContactList } from '../../database/contact-lists.js';
import { mustGrant } from '../../database/ruling.js';
import { contacts as contactTable } from '../../database/schema.js';
import type { Context } from '../context.js';
import { mustBeAllowed } from '../http/permission.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { PAGE } from './announcements.js';
import { given } from './people.js';

/** Contacts are people outside: only those who keep them see them. */
export function contactRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listContacts, async ({ query }, { actor }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const { limit = PAGE, cursor: after, q: search, list } = query;
    const { contacts: items, next } = await contacts.listContacts(db, given({ limit, after, search, list }) as { limit: number });
    return { status: 200, body: { items: [...items], next } };
  }); // prettier-ignore

  serve(router, context, readContact, async ({ params }, { actor }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const contact = (await contacts.loadContact(db, params.id)) ?? refuse({ code: 'not_found' });
    return { status: 200, body: contact, headers: etag(contact) };
  });

  serve(router, context, createContact, async ({ body }, { actor }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const { list, ...fields } = body;
    const contact = await inTransaction(db, async (tx) => {
      if (!(await loadContactList(tx, list))) return refuse({ code: 'invalid_request', field: 'list', problem: 'not_one_of' });
      return mustGrant(await contacts.addContact(tx, actor.audit, list, fields));
    });
    return { status: 201, body: contact, headers: { ...etag(contact), Location: `/api/contacts/${contact.id}` } };
  }); // prettier-ignore

  serve(router, context, changeContact, async ({ params, body }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_contacts');
    const contact = await inTransaction(db, async (tx) => {
      await refuseOther(tx, params.id, ifMatch);
      return mustGrant(await contacts.changeContact(tx, actor.audit, params.id, given(body)));
    });
    return { status: 200, body: contact, headers: etag(contact) };
  });
}

/** A contact has no revision: the moment of its last change is its tag. */
const etag = ({ updatedAt }: { readonly updatedAt: string }) => ({ ETag: `"${updatedAt}"` });

async function refuseOther(tx: Tx, id: string, ifMatch: string): Promise<void> {
  const [row] = await tx
    .select({ at: contactTable.updatedAt })
    .from(contactTable)
    .where(eq(contactTable.id, id))
    .for('update');
  if (!row) refuse({ code: 'not_found' });
  else if (row.at !== ifMatch) refuse({ code: 'precondition_failed', current: row.at, changedBy: null });
}
