import { z } from 'zod';
import { Id, Instant, Localized, LocalizedIn, PersonRef, idParams, none, pageOf } from './common.js';
import { operation } from './operation.js';

const tag = 'Incidents';

export const Incident = z
  .strictObject({
    id: Id,
    title: Localized,
    drill: z.boolean(),
    openedBy: PersonRef,
    openedAt: Instant,
    closedAt: Instant.nullable(),
    lastNumber: z.number().int().meta({ description: 'Of its announcements; 0 before the first' }),
  })
  .meta({ id: 'Incident' });

export const listIncidents = operation({
  id: 'listIncidents',
  method: 'get',
  path: '/api/incidents',
  tag,
  summary: 'The incidents, the last opened first',
  scope: 'read',
  params: none,
  query: none,
  body: null,
  answers: { 200: { description: 'Incidents', schema: pageOf(Incident) } },
});

export const createIncident = operation({
  id: 'createIncident',
  method: 'post',
  path: '/api/incidents',
  tag,
  summary: 'Open an incident; it numbers its announcements',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({ title: LocalizedIn, drill: z.boolean().default(false) }),
  answers: { 201: { description: 'The incident', schema: Incident } },
});

export const readIncident = operation({
  id: 'readIncident',
  method: 'get',
  path: '/api/incidents/{id}',
  tag,
  summary: 'One incident',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The incident', schema: Incident } },
});
