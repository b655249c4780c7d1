import { z } from 'zod';
import { Draft } from './announcements.js';
import { Note, actAnswers, idParams, none } from './common.js';
import { Content } from './content.js';
import { operation } from './operation.js';

const tag = 'Draft';

export const putDraft = operation({
  id: 'putDraft',
  method: 'put',
  path: '/api/announcements/{id}/draft',
  tag,
  summary: 'Replace the text of a draft',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject({ content: Content }),
  ifMatch: true,
  answers: { 200: { description: 'The draft at its new revision; its ETag beside it', schema: Draft } },
});

export const createSubmission = operation({
  id: 'createSubmission',
  method: 'post',
  path: '/api/announcements/{id}/submissions',
  tag,
  summary: 'Freeze the named revision as a version and ask the seats',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject({ revision: z.number().int().positive() }),
  answers: actAnswers,
});

export const createTakeBack = operation({
  id: 'createTakeBack',
  method: 'post',
  path: '/api/announcements/{id}/take-backs',
  tag,
  summary: 'Take the text back to draft; every open link ends at once',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject({ reason: Note.optional() }),
  answers: actAnswers,
});

export const createAbandonment = operation({
  id: 'createAbandonment',
  method: 'post',
  path: '/api/announcements/{id}/abandonments',
  tag,
  summary: 'Give the draft up for good',
  scope: 'write',
  params: idParams,
  query: none,
  body: z.strictObject({ reason: Note.optional() }),
  answers: actAnswers,
});
