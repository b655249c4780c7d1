import { z } from 'zod';
import { Id, Note, Sha256, Slug, actAnswers, idParams, none } from './common.js';
import { operation } from './operation.js';

const tag = 'Review';
const Version = z.number().int().positive();

export const createReview = operation({
  id: 'createReview',
  method: 'post',
  path: '/api/announcements/{id}/reviews',
  tag,
  summary: "Give your seat's decision on exactly the version and hash you were shown",
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({
    version: Version,
    manifestSha256: Sha256,
    seat: Slug.optional().meta({ description: 'Your seat; needed only where you are asked for two' }),
    decision: z.enum(['approve', 'request_changes', 'reject']),
    note: Note.optional().meta({ description: 'Required for request_changes and reject' }),
  }),
  answers: actAnswers,
});

export const createObjection = operation({
  id: 'createObjection',
  method: 'post',
  path: '/api/announcements/{id}/objections',
  tag,
  summary: 'Object after your seat decided, or after the review closed',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({ version: Version, seat: Slug.optional(), note: Note }),
  answers: actAnswers,
});

export const createRetraction = operation({
  id: 'createRetraction',
  method: 'post',
  path: '/api/announcements/{id}/retractions',
  tag,
  summary: 'End your own decision before the signature; your seat opens again',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({ decision: Id, note: Note.optional() }),
  answers: actAnswers,
});

export const createWaiver = operation({
  id: 'createWaiver',
  method: 'post',
  path: '/api/announcements/{id}/waivers',
  tag,
  summary: 'Waive one seat with a reason; it holds for one version',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({ seat: Slug, reason: Note }),
  answers: actAnswers,
});
