import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { isLoopbackHost } from '../config/parsers.js';
import { officeName } from '../database/agencies.js';
import type { Db } from '../database/connection.js';
import { listMails, loadMail } from '../database/mailbox-messages.js';
import type { PageContext } from '../web/shared/model.js';
import { goneMailPage, mailboxPage, mailPage } from './pages.js';
import { readMail } from './read.js';

const PAGE = 50;
const MOST = 500;

const pagePolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** What a mail may do: be looked at. Its links open in windows of their own, which are free of the sandbox. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'";

/** The mailbox's pages and its JSON, as the API passes them on under /mailbox. Reads only; nobody is shown an error's own words. */
export function mailboxApp(db: Db, complain: (error: unknown) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': pagePolicy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    });
    if (isLoopbackHost(request.hostname)) next();
    else response.sendStatus(421);
  });
  app.get('/mailbox', (request, response) => showList(db, request, response));
  app.get('/mailbox/messages', (request, response) => list(db, request, response));
  app.get('/mailbox/messages/:id', (request, response) => show(db, request, response));
  app.get('/mailbox/messages/:id/html', (request, response) => showHtml(db, request, response));
  app.get('/mailbox/messages/:id/raw', (request, response) => giveRaw(db, request, response));
  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    complain(error);
    if (response.headersSent) next(error);
    else response.sendStatus(503);
  };
  app.use(failed);
  return app;
}

async function showList(db: Db, request: Request, response: Response): Promise<void> {
  const to = text(request, 'to') || null;
  const before = wholeNumber(request, 'before');
  const mails = await listMails(db, { ...given({ to, before }), limit: PAGE + 1 });
  const page = mails.slice(0, PAGE);
  const last = mails.length > PAGE ? (page.at(-1)?.id ?? null) : null;
  response.send(mailboxPage({ ...(await contextOf(db, request)), mails: page, to, before: last }));
}

async function list(db: Db, request: Request, response: Response): Promise<void> {
  const to = text(request, 'to') || null;
  const after = wholeNumber(request, 'after');
  const limit = Math.min(wholeNumber(request, 'limit') ?? PAGE, MOST);
  response.json({ messages: await listMails(db, { ...given({ to, after }), limit }) });
}

async function show(db: Db, request: Request, response: Response): Promise<void> {
  const mail = await readMail(db, idOf(request));
  const wantsPage = request.accepts(['json', 'html']) === 'html';
  if (wantsPage) {
    const context = await contextOf(db, request);
    response.status(mail ? 200 : 404).send(mail ? mailPage(context, mail) : goneMailPage(context));
  } else if (mail) response.json(mail);
  else response.sendStatus(404);
}

async function showHtml(db: Db, request: Request, response: Response): Promise<void> {
  const mail = await readMail(db, idOf(request));
  if (!mail?.html) return void response.sendStatus(404);
  response.set('Content-Security-Policy', mailPolicy).type('html').send(openingLinksOutside(mail.html));
}

async function giveRaw(db: Db, request: Request, response: Response): Promise<void> {
  const mail = await loadMail(db, idOf(request));
  if (!mail) return void response.sendStatus(404);
  response.attachment(`${mail.id}.eml`).type('message/rfc822').send(mail.raw);
}

/** A link clicked in the frame must not load inside it. */
const openingLinksOutside = (html: string): string => {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/i;
  return head.test(html) ? html.replace(head, (tag) => tag + base) : base + html;
};

async function contextOf(db: Db, request: Request): Promise<PageContext> {
  return {
    language: languageOf(request),
    now: new Date().toISOString(),
    office: await officeName(db),
    trial: true,
    path: request.originalUrl,
    viewer: null,
  };
}

function languageOf(request: Request): PageContext['language'] {
  const wanted = text(request, 'lang');
  if (wanted === 'fa' || wanted === 'en') return wanted;
  return request.acceptsLanguages('fa', 'en') === 'en' ? 'en' : 'fa';
}

const text = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value.replaceAll('\0', '') : '';
};

const wholeNumber = (request: Request, name: string): number | null => {
  const value = text(request, name);
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
};

/** An id that no mail has, for anything that is no id. */
const idOf = (request: Request): number => {
  const { id } = request.params;
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : 0;
};

const given = <T extends Record<string, unknown>>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
