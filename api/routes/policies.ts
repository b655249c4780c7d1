import type { Router } from 'express';
import { listPolicies, readPolicy } from '../../contract/policies.js';
import { policiesInForce, type PolicyInForce } from '../../database/policies.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';

export function policyRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, listPolicies, async () => {
    const found = await policiesInForce(db);
    return { status: 200, body: { items: found.map(view), next: null } };
  });

  serve(router, context, readPolicy, async ({ params }) => {
    const found = (await policiesInForce(db)).find(({ policy }) => policy.id === params.id);
    return { status: 200, body: view(found ?? refuse({ code: 'not_found' })) };
  });
}

const view = ({ policy, version, sha256, source, createdAt }: PolicyInForce) => ({
  id: policy.id,
  version,
  sha256,
  policy: { ...policy },
  source,
  createdAt,
});
