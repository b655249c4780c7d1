import { type RequestHandler, Router } from 'express';
import { paths } from '../../web/shared/paths.js';
import type { Context } from '../context.js';
import { actorOf, identified } from '../http/caller.js';
import { privateAnswer } from '../http/security-headers.js';
import { articlePage, listPage } from './newsroom.js';
import { pageContext } from './page-context.js';

/** Sends whoever is not signed in to do so, and back again. */
export const signedIn: RequestHandler = (req, res, next) => {
  if (actorOf(req)?.formToken) next();
  else res.redirect(303, `${paths.signIn}?next=${encodeURIComponent(req.originalUrl)}`);
};

/** What was released in exercises: for people who work here, never for the public. */
export function drillPages(context: Context): Router {
  const router = Router();
  router.use('/drill', privateAnswer, identified(context), signedIn);
  router.get('/drill', async (req, res) => {
    res.type('html').send(await listPage(context, req, await pageContext(context, req), true));
  });
  router.get('/drill/announcements/:id', async (req, res) => {
    const page = await pageContext(context, req);
    res.type('html').send(await articlePage(context, page, req.params.id, true));
  });
  return router;
}
