import type { Router } from 'express';
import {
  changeAgency,
  createAgency,
  deleteAgency,
  listAgencies,
  readAgency,
} from '../../contract/agencies.js';
import * as agencies from '../../database/agencies.js';
import { inTransaction } from '../../database/connection.js';
import { mustGrant } from '../../database/ruling.js';
import type { Context } from '../context.js';
import { mustBeAllowed, revisionOf } from '../http/permission.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { given } from './people.js';

export function agencyRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listAgencies, async () => ({
    status: 200,
    body: { items: await agencies.listAgencies(db), next: null },
  }));

  serve(router, context, readAgency, async ({ params }) => {
    const agency = (await agencies.loadAgency(db, params.slug)) ?? refuse({ code: 'not_found' });
    return { status: 200, body: agency, headers: etag(agency) };
  });

  serve(router, context, createAgency, async ({ body }, { actor }) => {
    mustBeAllowed(actor, 'manage_agencies');
    const agency = await inTransaction(db, async (tx) => mustGrant(await agencies.createAgency(tx, actor.audit, body)));
    return { status: 201, body: agency, headers: { ...etag(agency), Location: `/api/agencies/${agency.slug}` } };
  }); // prettier-ignore

  serve(router, context, changeAgency, async ({ params, body }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_agencies');
    const changes = given(body);
    const revision = revisionOf(ifMatch);
    const agency = await inTransaction(db, async (tx) =>
      mustGrant(await agencies.changeAgency(tx, actor.audit, params.slug, revision, changes)),
    );
    return { status: 200, body: agency, headers: etag(agency) };
  });

  serve(router, context, deleteAgency, async ({ params }, { actor, ifMatch }) => {
    mustBeAllowed(actor, 'manage_agencies');
    const revision = revisionOf(ifMatch);
    const agency = await inTransaction(db, async (tx) =>
      mustGrant(await agencies.closeAgency(tx, actor.audit, params.slug, revision)),
    );
    return { status: 200, body: agency };
  });
}

const etag = ({ revision }: { readonly revision: number }) => ({ ETag: `"${revision}"` });
