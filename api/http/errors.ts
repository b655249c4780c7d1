import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { sqlState } from '../../database/connection.js';
import { Refused } from '../../database/ruling.js';
import { errorCode } from '../../config/errors.js';
import type { Refusal } from '../../domain/refusal.js';
import { refusalPage, troublePage, type Trouble } from '../../web/shared/errors.js';
import type { Context } from '../context.js';
import { pageContext } from '../pages/page-context.js';
import { actorOf } from './caller.js';
import { languageOf } from './language.js';
import { problemOf, refusalHeaders } from './problem.js';
import { refusalStatus } from './refusal-status.js';
import { refusedAnswer, send } from './serve.js';

/** What the body parsers and the router call their own refusals. */
const parserRefusals: Readonly<Record<string, Refusal>> = {
  'entity.too.large': { code: 'too_large', limit: 0 },
  'parameters.too.many': { code: 'too_large', limit: 0 },
  'entity.parse.failed': { code: 'invalid_request', field: 'body', problem: 'malformed' },
  'request.aborted': { code: 'invalid_request', field: 'body', problem: 'malformed' },
  'request.size.invalid': { code: 'invalid_request', field: 'body', problem: 'malformed' },
  'encoding.unsupported': { code: 'unsupported_media_type' },
  'charset.unsupported': { code: 'unsupported_media_type' },
};

const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE']);
const awayMessages = /timeout exceeded when trying to connect|connection terminated|connection error/i;

/** Every reason an error stands for; what nobody foresaw is `internal`. */
export function refusalsIn(error: unknown): readonly Refusal[] {
  if (error instanceof Refused) return error.refusals;
  const { type, limit, status } = (error ?? {}) as { type?: string; limit?: number; status?: number };
  const known = parserRefusals[type ?? ''];
  if (known?.code === 'too_large') return [{ ...known, limit: limit ?? 0 }];
  if (known) return [known];
  if (error instanceof URIError || status === 400) return [{ code: 'not_found' }];
  if (status === 502) return [{ code: 'unavailable', what: 'smtp', retryAfter: 5 }];
  return isAway(error) ? [{ code: 'unavailable', what: 'database', retryAfter: 5 }] : [{ code: 'internal' }];
}

function isAway(error: unknown): boolean {
  for (let at = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    if (awayCodes.has(errorCode(at) ?? '')) return true;
    if (at instanceof Error && awayMessages.test(at.message)) return true;
  }
  return /^(57P0[123]|08\w{3}|53300)$/.test(sqlState(error) ?? '');
}

/** The last word on every request that failed: a problem document for programs, a page for people; details in the log. */
export function errors(context: Context): ErrorRequestHandler {
  return async (error: unknown, req: Request, res: Response, _next) => {
    const refusals = refusalsIn(error);
    const [first] = refusals;
    if (first?.code === 'internal' || first?.code === 'unavailable') note(context, req, error);
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (req.path.startsWith('/api/') || req.is('application/json') || !wantsPage(req))
      await sendProblem(context, req, res, refusals);
    else await sendPage(context, req, res, refusals);
  };
}

/** Nothing matched. */
export const notFound: RequestHandler = () => {
  throw new Refused([{ code: 'not_found' }]);
};

/** A program says so by sending or asking for JSON; everybody else is a person. */
const wantsPage = (req: Request): boolean =>
  !req.is('application/json') && req.accepts(['html', 'json']) !== 'json';

/** Messages of database errors repeat parameters, which may be anybody's text: only names, codes and places are kept. */
function note({ log }: Context, req: Request, error: unknown): void {
  const stack = error instanceof Error ? error.stack : undefined;
  const places = stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12); // prettier-ignore
  const name = error instanceof Error ? error.name : typeof error;
  log.error({ id: req.id, name, code: sqlState(error) ?? errorCode(error), places }, 'a request failed');
}

async function sendProblem(context: Context, req: Request, res: Response, refusals: readonly Refusal[]) {
  const language = languageOf(req, actorOf(req)?.person);
  try {
    send(res, await refusedAnswer(context, res, refusals, language));
  } catch {
    const problem = problemOf(refusals, language);
    refusalHeaders(res, refusals);
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

const troubles: Readonly<Record<string, Trouble>> = {
  not_found: 'notFound',
  internal: 'failed',
  unavailable: 'unavailable',
};

async function sendPage(context: Context, req: Request, res: Response, refusals: readonly Refusal[]) {
  const [first = { code: 'internal' } as const] = refusals;
  const page = await pageContext(context, req);
  refusalHeaders(res, refusals);
  res.status(refusalStatus[first.code]).set('Cache-Control', 'no-store');
  const trouble = troubles[first.code];
  res.type('html').send(trouble ? troublePage(page, trouble) : refusalPage(page, refusals));
}
