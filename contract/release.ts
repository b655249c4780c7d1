import { z } from 'zod';
import { deliveryStates } from '../domain/announcement/delivery.js';
import { recipientChannels } from '../domain/content/content.js';
import { DeliveryCounts } from './announcements.js';
import { Id, Instant, Note, Sha256, actAnswers, idParams, none, pageOf, pageQuery } from './common.js';
import { operation } from './operation.js';

const tag = 'Release';
const Channel = z.enum(recipientChannels);

export const createRelease = operation({
  id: 'createRelease',
  method: 'post',
  path: '/api/announcements/{id}/releases',
  tag,
  summary: 'The go for a signed text that waits for one, or that its release held',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({
    version: z.number().int().positive(),
    manifestSha256: Sha256,
    audienceCount: z.number().int().nonnegative().meta({ description: 'The count you were shown' }),
  }),
  answers: actAnswers,
});

export const createHold = operation({
  id: 'createHold',
  method: 'post',
  path: '/api/announcements/{id}/holds',
  tag,
  summary: 'Keep a text from going out until someone frees it',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({ reason: Note.optional() }),
  answers: actAnswers,
});

const heldParams = z.strictObject({ id: Id, hold: Id });
export const deleteHold = operation({
  id: 'deleteHold',
  method: 'delete',
  path: '/api/announcements/{id}/holds/{hold}',
  tag,
  summary: 'Free what a person held',
  scope: 'decide',
  params: heldParams,
  query: none,
  body: null,
  answers: actAnswers,
});

export const createStop = operation({
  id: 'createStop',
  method: 'post',
  path: '/api/announcements/{id}/stops',
  tag,
  summary: 'Stop sending on one channel; at most one window more goes out',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({ channel: Channel, reason: Note.optional() }),
  answers: actAnswers,
});

export const deleteStop = operation({
  id: 'deleteStop',
  method: 'delete',
  path: '/api/announcements/{id}/stops/{stop}',
  tag,
  summary: 'Go on sending',
  scope: 'decide',
  params: z.strictObject({ id: Id, stop: Id }),
  query: none,
  body: null,
  answers: actAnswers,
});

const Delivery = z
  .strictObject({
    channel: Channel,
    row: z.number().int(),
    address: z.string(),
    language: z.string(),
    state: z.enum(deliveryStates),
    attempts: z.number().int(),
    finishedAt: Instant.nullable(),
    reply: z.string().nullable(),
  })
  .meta({ id: 'Delivery', description: "One recipient on one channel; the reply is the server's own" });

export const listDeliveries = operation({
  id: 'listDeliveries',
  method: 'get',
  path: '/api/announcements/{id}/deliveries',
  tag,
  summary: 'What became of each copy, with the sums',
  scope: 'read',
  params: idParams,
  query: pageQuery.extend({ channel: Channel.optional(), state: z.enum(deliveryStates).optional() }),
  body: null,
  answers: {
    200: {
      description: 'A page of rows, and the sums of every channel',
      schema: pageOf(Delivery).extend({
        sums: z.array(
          z.strictObject({ channel: Channel, state: z.string(), counts: DeliveryCounts }),
        ),
      }),
    },
  },
}); // prettier-ignore
