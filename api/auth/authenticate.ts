import type { Request } from 'express';
import { findSession } from '../../database/sessions.js';
import { tokenHolder } from '../../database/tokens.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import type { Actor } from './actor.js';
import { formTokenOf, sha256 } from './secrets.js';

/** Who sends this request; null for a stranger. Refuses a token that is wrong, over or not a token at all. */
export async function authenticate(context: Context, req: Request): Promise<Actor | null> {
  const header = req.get('authorization');
  return header === undefined ? bySession(context, req) : byToken(context, header);
}

async function byToken({ db }: Context, header: string): Promise<Actor> {
  const token = /^Bearer +([\w.~+/=-]{1,200})$/i.exec(header)?.[1];
  const holder = token === undefined ? null : await tokenHolder(db, token);
  if (!holder) return refuse({ code: 'not_signed_in' });
  const { id, person, scope } = holder;
  return {
    person,
    assurance: 'token',
    scope,
    audit: { kind: 'token', id: person.id },
    key: `token:${id}`,
    formToken: null,
  };
}

/** The person of the session cookie; null where there is none or it is over. */
export async function bySession({ db, cookies, settings }: Context, req: Request): Promise<Actor | null> {
  const token = cookies.session.read(req);
  if (!token) return null;
  const tokenSha256 = sha256(token);
  const session = await findSession(db, tokenSha256);
  if (!session) return null;
  return {
    person: session.person,
    assurance: session.assurance,
    scope: 'decide',
    audit: { kind: 'person', id: session.person.id },
    key: `person:${session.person.id}`,
    formToken: formTokenOf(settings.secretKey, tokenSha256),
  };
}
