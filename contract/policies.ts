import { z } from 'zod';
import { Instant, Sha256, Slug, none, pageOf } from './common.js';
import { operation } from './operation.js';

const tag = 'Policies';

export const PolicyView = z
  .strictObject({
    id: Slug,
    version: z.number().int(),
    sha256: Sha256,
    policy: z.record(z.string(), z.unknown()).meta({ description: 'The policy as its YAML has it' }),
    source: z.string().meta({ description: 'YAML, as its author wrote it' }),
    createdAt: Instant,
  })
  .meta({ id: 'Policy' });

export const listPolicies = operation({
  id: 'listPolicies',
  method: 'get',
  path: '/api/policies',
  tag,
  summary: 'The policies in force; together they cover every severity and kind exactly once',
  scope: 'read',
  params: none,
  query: none,
  body: null,
  answers: { 200: { description: 'Policies by id', schema: pageOf(PolicyView) } },
});

export const readPolicy = operation({
  id: 'readPolicy',
  method: 'get',
  path: '/api/policies/{id}',
  tag,
  summary: 'One policy in force',
  scope: 'read',
  params: z.strictObject({ id: Slug }),
  query: none,
  body: null,
  answers: { 200: { description: 'The policy', schema: PolicyView } },
});
