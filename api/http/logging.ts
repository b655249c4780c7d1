import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { loggedPath } from './redact.js';

/**
 * One line for each answer: method, path with its secrets cut, status, time. Headers, queries and bodies are never
 * written down: cookies, tokens and codes live there.
 */
export const requestLog = (log: Logger): RequestHandler =>
  pinoHttp<Request, Response>({
    logger: log,
    genReqId: () => randomUUID(),
    wrapSerializers: false,
    serializers: {
      req: (req: Request) => ({ id: req.id, method: req.method, path: loggedPath(req.originalUrl) }),
      res: (res: Response) => ({ status: res.statusCode }),
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    customErrorObject: (_req, _res, _error, given) => ({ req: given.req, res: given.res, responseTime: given.responseTime }),
  }); // prettier-ignore
