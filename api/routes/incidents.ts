import type { Router } from 'express';
import { createIncident, listIncidents, readIncident } from '../../contract/incidents.js';
import { inTransaction } from '../../database/connection.js';
import * as incidents from '../../database/incidents.js';
import { lineRefusals } from '../../database/names.js';
import { peopleById } from '../../database/reference-names.js';
import type { Localized } from '../../domain/language.js';
import type { Context } from '../context.js';
import { mustBeAllowed } from '../http/permission.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { naming, type PersonNamed } from '../views/people.js';

export function incidentRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listIncidents, async () => {
    const person = naming(await peopleById(db));
    const items = (await incidents.listIncidents(db)).map((incident) => view(incident, person));
    return { status: 200, body: { items, next: null } };
  });

  serve(router, context, createIncident, async ({ body }, { actor, id }) => {
    mustBeAllowed(actor, 'open_incident');
    const { title, drill } = body;
    refuseUnfit(title);
    const by = { kind: actor.formToken === null ? 'token' : 'person', id: actor.person.id } as const;
    await inTransaction(db, (tx) => incidents.openIncident(tx, by, { id, title, drill }));
    return { status: 201, body: await found(context, id), headers: { Location: `/api/incidents/${id}` } };
  });

  serve(router, context, readIncident, async ({ params }) => ({
    status: 200,
    body: await found(context, params.id),
  }));
}

async function found({ db }: Context, id: string) {
  const incident = (await incidents.loadIncident(db, id)) ?? refuse({ code: 'not_found' });
  return view(incident, naming(await peopleById(db)));
}

function refuseUnfit({ fa, en }: Localized): void {
  const refusals = [...lineRefusals('title.fa', fa), ...lineRefusals('title.en', en)];
  if (refusals.length > 0) refuse(...refusals);
}

const view = ({ openedBy, ...incident }: incidents.IncidentRecord, person: PersonNamed) => ({
  ...incident,
  openedBy: person(openedBy),
});
