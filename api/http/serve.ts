import type { Request, RequestHandler, Response, Router } from 'express';
import type { AnswerOf, InputOf, Operation } from '../../contract/operation.js';
import { contactFileLimits } from '../../database/contact-csv.js';
import type { KeptAnswer, KeyedRequest } from '../../database/idempotency.js';
import { nameBook } from '../../database/reference-names.js';
import { Refused } from '../../database/ruling.js';
import { spooled, type Spooled } from '../../database/spool.js';
import type { Language } from '../../domain/language.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Actor } from '../auth/actor.js';
import { covers } from '../auth/actor.js';
import { derivedId, sha256 } from '../auth/secrets.js';
import { originOf, type Context } from '../context.js';
import { actorOf } from './caller.js';
import { once } from './idempotency.js';
import { languageOf } from './language.js';
import { mentioned, problemOf, refusalHeaders } from './problem.js';
import { refuse } from './refuse.js';
import { isSameSite } from './same-site.js';
import { validated } from './validate.js';

/** What a handler gets beside its input. */
export interface Call {
  readonly context: Context;
  readonly req: Request;
  readonly res: Response;
  readonly actor: Actor;
  readonly language: Language;
  /** The id of what this request makes: the same for every repetition under one Idempotency-Key, never for another body. */
  readonly id: string;
  /** The ETag named in `If-Match`, without quotes; only where the operation asks for one. */
  readonly ifMatch: string;
  /** The uploaded body, where the operation takes one that is not JSON. */
  readonly upload: () => AsyncIterable<Uint8Array>;
}

export type Handler<O extends Operation> = (input: InputOf<O>, call: Call) => Promise<AnswerOf<O>>;

/** Mounts one operation of the contract: the only way a route of the API comes to be. */
export function serve<O extends Operation>(
  router: Router,
  context: Context,
  operation: O,
  handler: NoInfer<Handler<O>>,
): void {
  const handle: RequestHandler = async (req, res) => {
    const actor = allowedActor(operation, context, req);
    const run = (file: Spooled | null) => {
      const work = () => answered(operation, handler, { context, req, res, actor, file });
      return operation.method === 'post' ? once(context.db, keyedRequest(req, actor, file), work) : work();
    };
    send(
      res,
      operation.upload === undefined ? await run(null) : await withUpload(req, operation.upload, run),
    );
  };
  router[operation.method](routePath(operation), handle);
}

/** Lays an uploaded body in a file, so that its hash is known before anything is done with it. */
async function withUpload(req: Request, mediaType: string, run: (file: Spooled) => Promise<KeptAnswer>) {
  if (!req.is(mediaType)) refuse({ code: 'unsupported_media_type' });
  const limit = contactFileLimits.bytes;
  const answer = await spooled(req, limit, run);
  return answer === 'too_large' ? refuse({ code: 'too_large', limit }) : answer;
}

/** The path as the router writes it. */
export const routePath = ({ path }: Operation): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Whoever sends it, if they are signed in, may do it at all, and mean it. */
export function allowedActor(operation: Operation, context: Context, req: Request): Actor {
  const actor = actorOf(req) ?? refuse({ code: 'not_signed_in' });
  const { scope, method } = operation;
  if (!covers(actor, scope)) refuse({ code: 'scope_too_narrow', needed: scope });
  if (method !== 'get' && actor.formToken !== null && !isSameSite(req, originOf(context.settings)))
    refuse({ code: 'cross_site_request' });
  return actor;
}

function keyedRequest(req: Request, actor: Actor, file: Spooled | null): KeyedRequest {
  const key = req.get('idempotency-key')?.trim() ?? '';
  if (key === '' || key.length > 200) refuse({ code: 'idempotency_key_required' });
  const bodySha256 = file ? Buffer.from(file.sha256, 'hex') : sha256(req.rawBody ?? '');
  return { actor: actor.key, route: `${req.method} ${req.path}`, key, bodySha256 };
}

interface Received extends Pick<Call, 'context' | 'req' | 'res' | 'actor'> {
  readonly file: Spooled | null;
}

/** The answer as bytes; a refusal is an answer too, and kept like one. */
async function answered<O extends Operation>(
  operation: O,
  handler: Handler<O>,
  { file, ...received }: Received,
): Promise<KeptAnswer> {
  const { context, req, res, actor } = received;
  const language = languageOf(req, actor.person);
  try {
    const input = inputOf(operation, req);
    const sent = file?.sha256 ?? sha256(req.rawBody ?? '').toString('hex');
    const id = derivedId(
      'act',
      actor.key,
      `${req.method} ${req.path}`,
      req.get('idempotency-key') ?? '',
      sent,
    );
    const ifMatch = operation.ifMatch ? etagNamed(req) : '';
    const upload = () => file?.read() ?? refuse({ code: 'unsupported_media_type' });
    const answer = await handler(input, { ...received, language, id, ifMatch, upload });
    const body = answer.body === null ? '' : JSON.stringify(answer.body);
    return { status: answer.status, headers: { ...(body ? json : {}), ...answer.headers }, body };
  } catch (error) {
    if (error instanceof Refused) return refusedAnswer(context, res, error.refusals, language);
    throw error;
  }
}

const json = { 'Content-Type': 'application/json; charset=utf-8' };

/** A path that cannot be read names nothing; the rest of a request says what is wrong with it. */
export function inputOf<O extends Operation>(operation: O, req: Request): InputOf<O> {
  const params = operation.params.safeParse(req.params);
  if (!params.success) return refuse({ code: 'not_found' });
  const { lang: _, ...query } = req.query;
  return {
    params: params.data,
    query: validated(operation.query, query),
    body: operation.body ? validated(operation.body, req.body) : null,
  } as InputOf<O>;
}

function etagNamed(req: Request): string {
  const named = req.get('if-match');
  if (named === undefined) return refuse({ code: 'precondition_required' });
  return /^(?:W\/)?"([^"]*)"$/.exec(named.trim())?.[1] ?? named.trim();
}

/** A problem document for these refusals, in the reader's language and with everybody's names. */
export async function refusedAnswer(
  context: Context,
  res: Response,
  refusals: readonly Refusal[],
  language: Language,
): Promise<KeptAnswer> {
  const problem = problemOf(refusals, language, await nameBook(context.db, language, mentioned(refusals)));
  refusalHeaders(res, refusals);
  return {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Content-Language': language },
    body: JSON.stringify(problem),
  };
}

export function send(res: Response, { status, headers, body }: KeptAnswer): void {
  if (res.headersSent) return;
  res.status(status).set(headers);
  if (body === '') res.end();
  else res.end(body);
}
