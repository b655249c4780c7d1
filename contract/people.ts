import { z } from 'zod';
import { duties, roles } from '../domain/people/person.js';
import { Id, Instant, LanguageName, Localized, LocalizedIn, Slug, idParams, none, pageOf } from './common.js';
import { operation } from './operation.js';

const tag = 'People';
const fields = {
  email: z.string().max(320),
  language: LanguageName,
  agency: Slug.nullable(),
  duty: z.enum(duties),
  roles: z.array(z.enum(roles)).max(roles.length),
  posts: z.array(Slug).max(20),
  standsInFor: z.array(Slug).max(100),
};

export const Person = z
  .strictObject({
    id: Id,
    ...fields,
    name: Localized,
    revision: z.number().int(),
    createdAt: Instant,
    leftAt: Instant.nullable(),
  })
  .meta({ id: 'Person' });

const NewPerson = z.strictObject({
  ...fields,
  name: LocalizedIn,
  language: LanguageName.default('fa'),
  agency: Slug.nullable().default(null),
  duty: z.enum(duties).default('officer'),
  posts: fields.posts.default([]),
  standsInFor: fields.standsInFor.default([]),
});
const PersonChange = z.strictObject({ ...fields, name: LocalizedIn }).partial();

export const listPeople = operation({
  id: 'listPeople',
  method: 'get',
  path: '/api/people',
  tag,
  summary: 'Everybody who works here; with `left=true` those who left as well',
  scope: 'read',
  params: none,
  query: z.strictObject({ left: z.enum(['true', 'false']).optional() }),
  body: null,
  answers: { 200: { description: 'People by agency and name', schema: pageOf(Person) } },
});

export const readPerson = operation({
  id: 'readPerson',
  method: 'get',
  path: '/api/people/{id}',
  tag,
  summary: 'One person',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The person; the ETag is the revision', schema: Person } },
});

export const createPerson = operation({
  id: 'createPerson',
  method: 'post',
  path: '/api/people',
  tag,
  summary: 'Add a person',
  scope: 'write',
  params: none,
  query: none,
  body: NewPerson,
  answers: { 201: { description: 'The person', schema: Person } },
});

export const changePerson = operation({
  id: 'changePerson',
  method: 'patch',
  path: '/api/people/{id}',
  tag,
  summary: 'Change a person',
  scope: 'write',
  params: idParams,
  query: none,
  body: PersonChange,
  ifMatch: true,
  answers: { 200: { description: 'The person as changed', schema: Person } },
});

export const deletePerson = operation({
  id: 'deletePerson',
  method: 'delete',
  path: '/api/people/{id}',
  tag,
  summary: 'A person leaves: sessions, tokens and invitations end at once; decisions already given stand',
  scope: 'write',
  params: idParams,
  query: none,
  body: null,
  ifMatch: true,
  answers: {
    200: {
      description: 'What ended',
      schema: z.strictObject({
        person: Person,
        sessions: z.number().int(),
        tokens: z.number().int(),
        invitations: z.number().int(),
      }),
    },
  },
});
