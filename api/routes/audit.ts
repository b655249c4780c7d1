import type { Router } from 'express';
import { listAudit } from '../../contract/audit.js';
import { auditPage } from '../../database/audit-listing.js';
import type { Context } from '../context.js';
import { mustBeAllowed } from '../http/permission.js';
import { serve } from '../http/serve.js';
import { PAGE } from './announcements.js';

export function auditRoutes(router: Router, context: Context): void {
  serve(router, context, listAudit, async ({ query }, { actor }) => {
    mustBeAllowed(actor, 'read_audit');
    const { limit = PAGE, cursor = '', subject, ...narrow } = query;
    const [subjectKind, subjectId] = subject?.split(/:(.*)/, 2) ?? [];
    const before = /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
    const { items, next } = await auditPage(context.db, { limit, before, subjectKind, subjectId, ...narrow });
    return { status: 200, body: { items, next: next === null ? null : String(next) } };
  });
}
