import express, { type RequestHandler, Router } from 'express';
import type { Context } from './context.js';
import { actorOf, identified } from './http/caller.js';
import { byIp } from './http/rate-limits.js';
import { refuse } from './http/refuse.js';
import { privateAnswer } from './http/security-headers.js';
import { eventRoutes } from './live/events.js';
import { agencyRoutes } from './routes/agencies.js';
import { announcementRoutes } from './routes/announcements.js';
import { auditRoutes } from './routes/audit.js';
import { contactListRoutes } from './routes/contact-lists.js';
import { contactRoutes } from './routes/contacts.js';
import { draftRoutes } from './routes/draft.js';
import { incidentRoutes } from './routes/incidents.js';
import { peopleRoutes } from './routes/people.js';
import { policyRoutes } from './routes/policies.js';
import { previewRoutes } from './routes/previews.js';
import { releaseRoutes } from './routes/release.js';
import { reviewRoutes } from './routes/review.js';
import { signOffRoutes } from './routes/sign-off.js';

const nouns = [
  announcementRoutes, previewRoutes, draftRoutes, reviewRoutes, signOffRoutes, releaseRoutes, incidentRoutes, peopleRoutes, agencyRoutes,
  policyRoutes, contactRoutes, contactListRoutes, auditRoutes, eventRoutes,
]; // prettier-ignore

/** Larger than any honest announcement in two languages, so that a longest text is refused by its field. */
const LARGEST_BODY = '3mb';

/** Everything below /api. Unknown nouns are not found; so is what a stranger asks for without a name. */
export function apiRoutes(context: Context): Router {
  const router = Router();
  const { limit } = context;
  router.use('/api', privateAnswer, limit('strangerByIp', (req) => (req.get('authorization') || context.cookies.session.read(req) ? null : byIp(req))));
  router.use('/api', identified(context));
  router.use('/api', limit('apiByPerson', (req) => keyOfKind(actorOf(req)?.key, 'person')), limit('apiByToken', (req) => keyOfKind(actorOf(req)?.key, 'token')));
  router.use('/api', jsonOnly, express.json({ limit: LARGEST_BODY, verify: (req, _res, bytes) => void Object.assign(req, { rawBody: bytes }) }));
  for (const routes of nouns) routes(router, context);
  return router;
} // prettier-ignore

const keyOfKind = (key: string | undefined, kind: 'person' | 'token'): string | null =>
  key?.startsWith(`${kind}:`) ? key : null;

/** A body is JSON, or what the operation says it uploads: a form of another site can send neither. */
const jsonOnly: RequestHandler = (req, _res, next) => {
  const hasBody =
    req.headers['transfer-encoding'] !== undefined || Number(req.get('content-length') ?? 0) > 0;
  if (hasBody && !req.is(['application/json', 'text/csv'])) refuse({ code: 'unsupported_media_type' });
  next();
};
