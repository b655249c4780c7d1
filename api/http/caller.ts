import type { Request, RequestHandler } from 'express';
import type { Actor } from '../auth/actor.js';
import { authenticate } from '../auth/authenticate.js';
import type { Context } from '../context.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who sends it, once `identified`; null for a stranger. */
    actor?: Actor | null;
    /** The bytes of a JSON or form body, as they came. */
    rawBody?: Buffer;
  }
}

/** Finds out who sends each request, before anything else looks at it. */
export const identified =
  (context: Context): RequestHandler =>
  async (req, _res, next) => {
    req.actor = await authenticate(context, req);
    next();
  };

export const actorOf = (req: Request): Actor | null => req.actor ?? null;
