import express, { type Express } from 'express';
import { apiRoutes } from './api.js';
import type { Context } from './context.js';
import { compressed } from './http/compressed.js';
import { errors, notFound } from './http/errors.js';
import { requestLog } from './http/logging.js';
import { securityHeaders } from './http/security-headers.js';
import { refuseOutsiders } from './http/trial-guard.js';
import { healthRoutes } from './operations/health.js';
import { assetFiles } from './pages/assets.js';
import { decisionPages } from './pages/decision.js';
import { deskPages } from './pages/desk.js';
import { docsPages } from './pages/docs.js';
import { drillPages } from './pages/drills.js';
import { feedPages } from './pages/feeds.js';
import { mailboxProxy } from './pages/mailbox.js';
import { newsroomPages } from './pages/newsroom.js';
import { signInPages } from './pages/sign-in.js';
import { unsubscribePages } from './pages/unsubscribe.js';

/**
 * The product's HTTP server: public pages, decision links, staff pages and the API. It listens nowhere: `main` does, or a
 * test. Only a proxy on this computer is believed about whom it speaks for.
 */
export function createApp(context: Context): Express {
  const app = express();
  const https = context.settings.baseUrl.startsWith('https:');
  app.disable('x-powered-by').set('etag', 'strong').set('trust proxy', 'loopback');
  app.use(requestLog(context.log), context.metrics.timed);
  app.use(securityHeaders({ https, scripts: 'none' }));
  if (context.settings.mode === 'trial') app.use(refuseOutsiders);
  app.use(healthRoutes(context), mailboxProxy(context), compressed, assetFiles());
  app.use(newsroomPages(context), feedPages(context), unsubscribePages(context));
  app.use(decisionPages(context), signInPages(context), drillPages(context), deskPages(context));
  app.use(docsPages(context), apiRoutes(context));
  app.use(notFound, errors(context));
  return app;
}
