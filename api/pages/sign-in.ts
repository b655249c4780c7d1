import { randomUUID } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';
import { audit } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import { listPeople, loadPerson, personByEmail, type PersonRecord } from '../../database/people.js';
import { agencyNames } from '../../database/reference-names.js';
import { Refused } from '../../database/ruling.js';
import { endSession, openSession } from '../../database/sessions.js';
import { attemptOfLink, finishSignIn, startSignIn } from '../../database/sign-in.js';
import type { Refusal } from '../../domain/refusal.js';
import { isUuid } from '../../domain/uuid.js';
import { signInPage } from '../../web/desk/sign-in.js';
import type { SignInModel } from '../../web/desk/model.js';
import { paths } from '../../web/shared/paths.js';
import { formTokenOf, newToken, sameText, sha256 } from '../auth/secrets.js';
import { originOf, type Context } from '../context.js';
import { field, refuseForeignForm, shortForm } from '../http/forms.js';
import { identified } from '../http/caller.js';
import { byIp } from '../http/rate-limits.js';
import { refusalStatus } from '../http/refusal-status.js';
import { refusalHeaders } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { isSameSite } from '../http/same-site.js';
import { privateAnswer, secretPage } from '../http/security-headers.js';
import { typedCode } from '../acts/typed-code.js';
import { pageContext } from './page-context.js';

type Step = SignInModel['step'];

/** Signing in and out. No GET ever signs anybody in: a link in a mail shows a form for its code. */
export function signInPages(context: Context): Router {
  const router = Router();
  const bodies = [shortForm, express.json({ limit: '10kb' })];
  const byEmail = (req: Request) => field(req, 'email').trim().toLowerCase() || null;
  router.use(['/sign-in', '/sign-out'], privateAnswer);

  router.get('/sign-in', async (req, res) => {
    const step = await firstStep(context, req);
    await show(context, req, res, step, nextOf(req.query['next']));
  });
  router.get('/sign-in/:token', secretPage, context.limit('openingByIp', byIp), async (req, res) => {
    const attempt = await attemptOfLink(context.db, String(req.params['token']).slice(0, 200));
    const step: Step = attempt ? { name: 'code', attempt, email: '' } : { name: 'email', email: '' };
    await show(context, req, res, step, paths.desk, attempt ? [] : [{ code: 'code_exhausted' }]);
  });
  router.post('/sign-in', ...bodies, context.limit('signInByIp', byIp), context.limit('signInByEmail', byEmail), async (req, res) => {
    refuseForeignSignIn(context, req);
    try {
      await signIn(context, req, res);
    } catch (error) {
      if (!(error instanceof Refused) || wantsJson(req)) throw error;
      await show(context, req, res, await stepOf(context, req), nextOf(field(req, 'next')), error.refusals);
    }
  });
  router.post('/sign-out', shortForm, identified(context), async (req, res) => {
    refuseForeignForm(context, req);
    const token = context.cookies.session.read(req);
    if (token) await endSession(context.db, sha256(token));
    context.cookies.session.clear(res);
    res.redirect(303, paths.signIn);
  });
  return router;
} // prettier-ignore

/** A page of ours, or a program that is no browser. Before there is a session the form's token comes from a cookie. */
function refuseForeignSignIn(context: Context, req: Request): void {
  const cookie = context.cookies.signIn.read(req);
  const fits = cookie !== undefined && sameText(field(req, 'csrf'), formToken(context, cookie));
  if (!isSameSite(req, originOf(context.settings), fits)) refuse({ code: 'cross_site_request' });
}

const formToken = ({ settings }: Context, cookie: string): string =>
  formTokenOf(settings.secretKey, sha256(`sign-in:${cookie}`));

/** One of three: choose a person (trial), ask for a mail, type its code. */
async function signIn(context: Context, req: Request, res: Response): Promise<void> {
  const chosen = field(req, 'person');
  const email = field(req, 'email');
  if (chosen !== '') return open(context, req, res, await chosenPerson(context, chosen), 'trial');
  if (field(req, 'code') !== '') return open(context, req, res, await provenPerson(context, req), 'mail');
  if (email === '') return refuse({ code: 'invalid_request', field: missingField(context, req), problem: 'missing' });
  const key = context.settings.secretKey;
  const attempt = await inTransaction(context.db, (tx) => startSignIn(tx, key, email));
  context.cookies.signIn.set(res, attempt);
  if (wantsJson(req)) res.json({ attempt });
  else await show(context, req, res, { name: 'code', attempt, email }, nextOf(field(req, 'next')), [], attempt);
} // prettier-ignore

const missingField = ({ settings }: Context, req: Request): string => {
  if (field(req, 'attempt') !== '') return 'code';
  return settings.mode === 'trial' ? 'person' : 'email';
};

async function chosenPerson({ db, settings }: Context, chosen: string): Promise<PersonRecord> {
  if (settings.mode !== 'trial') return refuse({ code: 'trial_only' });
  const person = isUuid(chosen) ? await loadPerson(db, chosen) : await personByEmail(db, chosen);
  if (!person) return refuse({ code: 'invalid_request', field: 'person', problem: 'not_one_of' });
  return person.left ? refuse({ code: 'person_left' }) : person;
}

async function provenPerson({ db, settings, cookies }: Context, req: Request): Promise<PersonRecord> {
  const attempt = field(req, 'attempt') || cookies.signIn.read(req) || '';
  if (!isUuid(attempt)) return refuse({ code: 'code_exhausted' });
  const code = typedCode(field(req, 'code'));
  const proven = await inTransaction(db, (tx) => finishSignIn(tx, settings.secretKey, attempt, code));
  return proven.ok ? proven.value : refuse(...proven.refusals);
}

async function open(context: Context, req: Request, res: Response, person: PersonRecord, means: 'trial' | 'mail') {
  const token = newToken();
  await inTransaction(context.db, async (tx) => {
    await openSession(tx, sha256(token), person.id);
    await audit(tx, { actor: { kind: 'person', id: person.id }, action: 'signed_in', subject: { kind: 'person', id: person.id }, details: { means } });
  });
  context.cookies.session.set(res, token);
  context.cookies.signIn.clear(res);
  const { id, email, name } = person;
  if (wantsJson(req)) res.json({ person: { id, email, name } });
  else res.redirect(303, nextOf(field(req, 'next')));
} // prettier-ignore

const wantsJson = (req: Request): boolean =>
  Boolean(req.is('application/json')) || req.accepts(['html', 'json']) === 'json';

async function firstStep(context: Context, req: Request): Promise<Step> {
  if (context.settings.mode === 'live' || req.query['by'] === 'email') return { name: 'email', email: '' };
  const page = await pageContext(context, req);
  const agencies = await agencyNames(context.db);
  const people = await listPeople(context.db);
  return {
    name: 'choose',
    people: people.map(({ id, name, agency }) => ({
      id,
      name: name[page.language],
      agency: agency === null ? '' : (agencies.get(agency)?.[page.language] ?? agency),
    })),
  };
}

/** The step a refused form belongs to. */
async function stepOf(context: Context, req: Request): Promise<Step> {
  const attempt = field(req, 'attempt') || (field(req, 'code') === '' ? '' : (context.cookies.signIn.read(req) ?? ''));
  if (attempt !== '') return { name: 'code', attempt, email: field(req, 'email') };
  return field(req, 'person') === '' && context.settings.mode === 'live'
    ? { name: 'email', email: field(req, 'email') }
    : firstStep(context, req);
} // prettier-ignore

async function show(context: Context, req: Request, res: Response, step: Step, next: string, refusals: readonly Refusal[] = [], attempt?: string) {
  const cookie = attempt ?? context.cookies.signIn.read(req) ?? randomUUID();
  if (attempt === undefined && context.cookies.signIn.read(req) === undefined) context.cookies.signIn.set(res, cookie);
  const page = await pageContext(context, req, { actor: null });
  const path = `${paths.signIn}?next=${encodeURIComponent(next)}${page.path.includes('lang=') ? `&lang=${page.language}` : ''}`;
  const csrf = formToken(context, cookie);
  const [first] = refusals;
  refusalHeaders(res, refusals);
  res.status(first ? refusalStatus[first.code] : 200).type('html').send(signInPage({ ...page, path, next, csrf, refusals, step }));
} // prettier-ignore

/** Where to go afterwards: a path of ours, never another host's. */
const nextOf = (asked: unknown): string =>
  typeof asked === 'string' && /^\/(?![/\\])[\w\-/.?=&%]*$/.test(asked) ? asked : paths.desk;
