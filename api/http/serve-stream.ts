import type { Request, Response, Router } from 'express';
import type { Operation } from '../../contract/operation.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { allowedActor, inputOf, routePath } from './serve.js';

/** What a handler that writes its answer itself is given. */
export interface StreamCall {
  readonly req: Request;
  readonly res: Response;
  readonly actor: Actor;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Mounts an operation whose answer is a stream or a file; the same doors as {@link serve}. Only for reading. */
export function serveStream(
  router: Router,
  context: Context,
  operation: Operation & { readonly method: 'get' },
  handler: (call: StreamCall) => Promise<void>,
): void {
  router.get(routePath(operation), async (req, res) => {
    const actor = allowedActor(operation, context, req);
    const { params } = inputOf(operation, req);
    await handler({ req, res, actor, params });
  });
}
