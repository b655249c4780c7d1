import { z } from 'zod';
import { Instant, Localized, LocalizedIn, Slug, none, pageOf } from './common.js';
import { operation } from './operation.js';

const tag = 'Agencies';
const slugParams = z.strictObject({ slug: Slug });
const fields = { contactPhone: z.string().max(100).nullable(), spokesperson: z.string().max(200).nullable() };

export const Agency = z
  .strictObject({
    slug: Slug,
    name: Localized,
    ...fields,
    revision: z.number().int(),
    createdAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Agency' });

export const listAgencies = operation({
  id: 'listAgencies',
  method: 'get',
  path: '/api/agencies',
  tag,
  summary: 'The agencies, by name',
  scope: 'read',
  params: none,
  query: none,
  body: null,
  answers: { 200: { description: 'Agencies', schema: pageOf(Agency) } },
});

export const readAgency = operation({
  id: 'readAgency',
  method: 'get',
  path: '/api/agencies/{slug}',
  tag,
  summary: 'One agency',
  scope: 'read',
  params: slugParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The agency; the ETag is the revision', schema: Agency } },
});

export const createAgency = operation({
  id: 'createAgency',
  method: 'post',
  path: '/api/agencies',
  tag,
  summary: 'Add an agency; its slug is for ever',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({
    slug: Slug,
    name: LocalizedIn,
    contactPhone: fields.contactPhone.default(null),
    spokesperson: fields.spokesperson.default(null),
  }),
  answers: { 201: { description: 'The agency', schema: Agency } },
});

export const changeAgency = operation({
  id: 'changeAgency',
  method: 'patch',
  path: '/api/agencies/{slug}',
  tag,
  summary: 'Change an agency',
  scope: 'write',
  params: slugParams,
  query: none,
  body: z.strictObject({ name: LocalizedIn, ...fields }).partial(),
  ifMatch: true,
  answers: { 200: { description: 'The agency as changed', schema: Agency } },
});

export const deleteAgency = operation({
  id: 'deleteAgency',
  method: 'delete',
  path: '/api/agencies/{slug}',
  tag,
  summary: 'Close an agency nobody belongs to and no policy in force gives a seat',
  scope: 'write',
  params: slugParams,
  query: none,
  body: null,
  ifMatch: true,
  answers: { 200: { description: 'The agency as closed', schema: Agency } },
});
