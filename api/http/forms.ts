import type { Request } from 'express';
import express from 'express';
import { sameText } from '../auth/secrets.js';
import { originOf, type Context } from '../context.js';
import { actorOf } from './caller.js';
import { isSameSite } from './same-site.js';
import { refuse } from './refuse.js';

/** Persian in a form's encoding takes six bytes a letter: room for the longest text in both languages. */
export const longForm = express.urlencoded({ extended: false, limit: '6mb', parameterLimit: 500 });
export const shortForm = express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 20 });

/** One field of a form; several of one name, or none, are empty text. */
export function field(req: Request, name: string): string {
  const body = req.body as Record<string, unknown> | undefined;
  const value = body && Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** All values of a field that may come several times. */
export function fields(req: Request, name: string): string[] {
  const body = req.body as Record<string, unknown> | undefined;
  const value = body && Object.hasOwn(body, name) ? body[name] : undefined;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string' && one !== '');
}

/** Refuses a form that does not come from a page of this person's own session. */
export function refuseForeignForm({ settings }: Context, req: Request): void {
  const token = actorOf(req)?.formToken ?? '';
  const fits = token !== '' && sameText(field(req, 'csrf'), token);
  if (!fits || !isSameSite(req, originOf(settings), fits)) refuse({ code: 'cross_site_request' });
}
