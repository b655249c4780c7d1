import { request } from 'node:http';
import { Router } from 'express';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';

/**
 * The trial's mailbox is a process of its own on this computer; its pages are passed through as they are, with their own
 * security headers. No cookie goes to it or comes from it.
 */
export function mailboxProxy({ settings }: Context): Router {
  const router = Router();
  const port = settings.mailboxPort;
  router.get(['/mailbox', '/mailbox/*rest'], (req, res, next) => {
    if (port === null) return refuse({ code: 'not_found' });
    const { accept = '*/*', host, 'accept-language': language } = req.headers;
    const headers = { accept, ...(host ? { host } : {}), ...(language ? { 'accept-language': language } : {}) };
    const away = () => next(Object.assign(new Error('the mailbox is away'), { status: 502 }));
    const passed = request({ host: '127.0.0.1', port, path: req.originalUrl, method: req.method, headers }, (answer) => {
      if ((answer.statusCode ?? 502) >= 500) {
        answer.resume();
        away();
        return;
      }
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    passed.once('error', away).end();
  });
  return router;
} // prettier-ignore
