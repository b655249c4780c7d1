import type { Router } from 'express';
import { changePerson, createPerson, deletePerson, listPeople, readPerson } from '../../contract/people.js';
import { inTransaction } from '../../database/connection.js';
import * as people from '../../database/people.js';
import { mustGrant } from '../../database/ruling.js';
import type { Context } from '../context.js';
import { mustBeAllowed, revisionOf } from '../http/permission.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';

export function peopleRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listPeople, async ({ query }) => {
    const found = await people.listPeople(db, { withLeft: query.left === 'true' });
    return { status: 200, body: { items: found.map(view), next: null } };
  });

  serve(router, context, readPerson, async ({ params }) => {
    const person = (await people.loadPerson(db, params.id)) ?? refuse({ code: 'not_found' });
    return { status: 200, body: view(person), headers: etag(person) };
  });

  serve(router, context, createPerson, async ({ body }, { actor, id }) => {
    mustBeAllowed(actor, 'manage_people');
    const before = await people.loadPerson(db, id);
    const person = before ?? (await inTransaction(db, async (tx) => mustGrant(await people.createPerson(tx, actor.audit, body, id))));
    return { status: 201, body: view(person), headers: { ...etag(person), Location: `/api/people/${id}` } };
  }); // prettier-ignore

  serve(router, context, changePerson, async ({ params, body }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_people');
    const changes = given(body);
    const revision = revisionOf(ifMatch);
    const person = await inTransaction(db, async (tx) =>
      mustGrant(await people.changePerson(tx, actor.audit, params.id, revision, changes)),
    );
    return { status: 200, body: view(person), headers: etag(person) };
  });

  serve(router, context, deletePerson, async ({ params }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_people');
    const revision = revisionOf(ifMatch);
    const left = await inTransaction(db, async (tx) =>
      mustGrant(await people.personLeaves(tx, actor.audit, params.id, revision)),
    );
    return { status: 200, body: { ...left, person: view(left.person) } };
  });
}

const etag = ({ revision }: { readonly revision: number }) => ({ ETag: `"${revision}"` });

/** What a partial body names: an absent field is not a change. */
export const given = <T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(body)) as { [K in keyof T]: Exclude<T[K], undefined> };

function view(person: people.PersonRecord) {
  const { left: _left, ...shown } = person;
  return { ...shown, roles: [...shown.roles], posts: [...shown.posts], standsInFor: [...shown.standsInFor] };
}
