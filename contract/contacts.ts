import { z } from 'zod';
import { Id, Instant, LanguageName, Localized, LocalizedIn, Slug, Sought, idParams, none, pageOf, pageQuery } from './common.js'; // prettier-ignore
import { operation } from './operation.js';

const tag = 'Contacts';
const fields = {
  email: z.string().max(320),
  name: z.string().max(500),
  organisation: z.string().max(500),
  language: LanguageName,
};

export const Contact = z
  .strictObject({
    id: Id,
    ...fields,
    createdAt: Instant,
    updatedAt: Instant,
    unsubscribedAt: Instant.nullable(),
  })
  .meta({ id: 'Contact' });

export const ContactList = z
  .strictObject({
    id: Id,
    slug: Slug,
    name: Localized,
    bulletin: z.boolean().meta({ description: 'A public bulletin carries one-click unsubscribe' }),
    members: z.number().int(),
    revision: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'ContactList' });

export const listContacts = operation({
  id: 'listContacts',
  method: 'get',
  path: '/api/contacts',
  tag,
  summary: 'Contacts by address; of one list, or found by words',
  scope: 'read',
  params: none,
  query: pageQuery.extend({ list: Id.optional(), q: Sought.optional() }),
  body: null,
  answers: { 200: { description: 'A page of contacts', schema: pageOf(Contact) } },
});

export const createContact = operation({
  id: 'createContact',
  method: 'post',
  path: '/api/contacts',
  tag,
  summary: 'Put a contact on a list; an address already known is that same contact',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({
    list: Id,
    email: fields.email,
    name: fields.name.default(''),
    organisation: fields.organisation.default(''),
    language: LanguageName.default('fa'),
  }),
  answers: { 201: { description: 'The contact', schema: Contact } },
});

export const readContact = operation({
  id: 'readContact',
  method: 'get',
  path: '/api/contacts/{id}',
  tag,
  summary: 'One contact',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The contact; the ETag changes with it', schema: Contact } },
});

export const changeContact = operation({
  id: 'changeContact',
  method: 'patch',
  path: '/api/contacts/{id}',
  tag,
  summary: 'Change a contact',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject(fields).partial(),
  ifMatch: true,
  answers: { 200: { description: 'The contact as changed', schema: Contact } },
});

export const listContactLists = operation({
  id: 'listContactLists',
  method: 'get',
  path: '/api/contact-lists',
  tag,
  summary: 'The lists and how many contacts are on each',
  scope: 'read',
  params: none,
  query: none,
  body: null,
  answers: { 200: { description: 'Lists by name', schema: pageOf(ContactList) } },
});

export const createContactList = operation({
  id: 'createContactList',
  method: 'post',
  path: '/api/contact-lists',
  tag,
  summary: 'Add an empty list',
  scope: 'write',
  params: none,
  query: none,
  body: z.strictObject({ slug: Slug, name: LocalizedIn, bulletin: z.boolean() }),
  answers: { 201: { description: 'The list', schema: ContactList } },
});

export const changeContactList = operation({
  id: 'changeContactList',
  method: 'patch',
  path: '/api/contact-lists/{id}',
  tag,
  summary: 'Change a list',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject({ name: LocalizedIn, bulletin: z.boolean() }).partial(),
  ifMatch: true,
  answers: { 200: { description: 'The list as changed', schema: ContactList } },
});

export const deleteContactListMember = operation({
  id: 'deleteContactListMember',
  method: 'delete',
  path: '/api/contact-lists/{id}/members/{contact}',
  tag,
  summary: 'Take a contact off a list; the contact itself stays',
  scope: 'write',
  params: z.strictObject({ id: Id, contact: Id }),
  query: none,
  body: null,
  answers: { 204: { description: 'Taken off', schema: null } },
});

export const exportContactList = operation({
  id: 'exportContactList',
  method: 'get',
  path: '/api/contact-lists/{id}/export',
  tag,
  summary: 'The list as CSV: UTF-8, and no cell that a spreadsheet would run as a formula',
  scope: 'read',
  params: idParams,
  query: none,
  body: null,
  answers: { 200: { description: 'The file', schema: null, mediaType: 'text/csv' } },
});

export const createContactImport = operation({
  id: 'createContactImport',
  method: 'post',
  path: '/api/contact-imports',
  tag,
  summary: 'Put the contacts of a CSV file on a list: all of them, or none and every fault with its line',
  scope: 'write',
  params: none,
  query: z.strictObject({
    list: Sought.meta({ description: 'Id or slug of the list' }),
    dryRun: z.enum(['true', 'false']).optional().meta({ description: 'true: report and change nothing' }),
  }),
  body: null,
  upload: 'text/csv',
  answers: {
    200: {
      description: 'What was done, or would be',
      schema: z.strictObject({
        dryRun: z.boolean(),
        sha256: z.string(),
        rows: z.number().int(),
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        addedToList: z.number().int(),
        alreadyOnList: z.number().int(),
        unsubscribed: z.number().int(),
        preview: z.array(z.strictObject({ ...fields, language: LanguageName.nullable() })),
      }),
    },
  },
}); // prettier-ignore
