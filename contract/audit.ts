import { z } from 'zod';
import { Id, Instant, Sought, none, pageOf, pageQuery } from './common.js';
import { operation } from './operation.js';

export const AuditEntry = z
  .strictObject({
    position: z.number().int(),
    at: Instant,
    actor: Id.nullable(),
    actorKind: z.enum(['person', 'system', 'cli', 'token']),
    action: z.string(),
    subject: z.strictObject({ kind: z.string(), id: z.string() }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

export const listAudit = operation({
  id: 'listAudit',
  method: 'get',
  path: '/api/audit',
  tag: 'Audit',
  summary: 'Who did what, the newest first; for auditors and administrators',
  scope: 'read',
  params: none,
  query: pageQuery.extend({
    subject: Sought.optional().meta({ description: 'kind or kind:id, such as announcement:<id>' }),
    actor: Id.optional(),
    action: Sought.optional(),
  }),
  body: null,
  answers: { 200: { description: 'A page of the audit', schema: pageOf(AuditEntry) } },
});
