import type { Doing } from '../acts/doing.js';
import type { Call } from '../http/serve.js';

/** The person and the announcement of one API call. */
export const doingOf = (
  { context, actor, id }: Call,
  { id: announcement }: { readonly id: string },
): Doing => ({
  context,
  actor,
  announcement,
  id,
});
