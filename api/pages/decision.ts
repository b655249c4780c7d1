import { type NextFunction, type Request, type Response, Router } from 'express';
import { proposeAct } from '../../database/acts.js';
import { inTransaction } from '../../database/connection.js';
import { invitationOfLink, noteFetch, requestCode, tryCode } from '../../database/decision-links.js';
import type { InvitationRow } from '../../database/invitations.js';
import { loadPerson } from '../../database/people.js';
import { nameBook } from '../../database/reference-names.js';
import { Refused } from '../../database/ruling.js';
import type { ReviewDecision } from '../../domain/announcement/state.js';
import type { Refusal } from '../../domain/refusal.js';
import { paths } from '../../web/shared/paths.js';
import { unknownLinkPage } from '../../web/decision/receipt.js';
import { derivedId } from '../auth/secrets.js';
import type { Context } from '../context.js';
import { field, shortForm } from '../http/forms.js';
import { secretPage } from '../http/security-headers.js';
import { refusalStatus } from '../http/refusal-status.js';
import { refuse } from '../http/refuse.js';
import { mentioned, refusalHeaders } from '../http/problem.js';
import { performIn } from '../acts/perform.js';
import { fitWords } from '../acts/words.js';
import { typedCode } from '../acts/typed-code.js';
import { askedAgain, decisionPageOf, decisionsGiven, isForCode, type Link } from './decision-view.js';
import { askedLanguage } from '../http/language.js';
import { byIp } from '../http/rate-limits.js';
import { pageContext } from './page-context.js';

const decisionWords: readonly string[] = ['approve', 'request_changes', 'reject'] satisfies ReviewDecision[];
const isDecision = (word: string): word is ReviewDecision => decisionWords.includes(word);

/** The page behind a decision link (design §6): fetching shows it, only a POST with the mailed code decides. */
export function decisionPages(context: Context): Router {
  const router = Router();
  const byToken = (req: Request) => `link:${String(req.params['token'])}`;
  const opening = context.limit('openingByIp', byIp);
  const deciding = context.limit('decisionByLink', byToken);
  router.use('/d', secretPage);

  router.get('/d/:token', opening, async (req, res) => {
    const link = await openLink(context, req);
    if (!link) return unknownLink(context, req, res);
    await noteFetch(context.db, link.invitation.id, req.method, req.get('user-agent'));
    context.metrics.linkFetched();
    await show(context, req, res, link, []);
  });

  router.post('/d/:token', opening, deciding, shortForm, async (req, res) => {
    const link = await openLink(context, req);
    if (!link) return unknownLink(context, req, res);
    const refusals = await decide(context, req, link);
    if (refusals.length === 0) return res.redirect(303, paths.decision(String(req.params['token'])));
    await show(context, req, res, (await openLink(context, req)) ?? link, refusals);
  });

  router.post('/d/:token/codes', opening, deciding, shortForm, async (req, res) => {
    const link = await openLink(context, req);
    if (!link) return unknownLink(context, req, res);
    const email = field(req, 'email').slice(0, 320);
    await inTransaction(context.db, (tx) => requestCode(tx, context.settings.secretKey, link.invitation.id, email));
    res.type('html').send(await askedAgain(context, await pageFor(context, req, link), link));
  }); // prettier-ignore
  router.use('/d', (error: unknown, req: Request, res: Response, next: NextFunction) =>
    error instanceof URIError ? void unknownLink(context, req, res).catch(next) : next(error),
  );
  return router;
}

/** The invitation of the link and its person. A malformed token is looked up like any other. */
async function openLink({ db }: Context, req: Request): Promise<Link | null> {
  const token = String(req.params['token']).slice(0, 200);
  const invitation = await invitationOfLink(db, token);
  const person = invitation && (await loadPerson(db, invitation.personId));
  return person ? { token, invitation, person } : null;
}

/** The page is in the person's own language, whatever device opens it. */
async function pageFor(context: Context, req: Request, { token, person }: Link) {
  const page = await pageContext(context, req, { actor: null, ...languageFor(req, person) });
  const query = req.originalUrl.split('?')[1];
  return { ...page, path: paths.decision(token) + (query === undefined ? '' : `?${query}`) };
}

const languageFor = (req: Request, person: Link['person']) =>
  askedLanguage(req) ? {} : { language: person.language };

/** Says the same, byte for byte, of every link that nobody was sent. */
async function unknownLink(context: Context, req: Request, res: Response): Promise<void> {
  const page = await pageContext(context, req, { actor: null });
  res
    .status(404)
    .type('html')
    .send(unknownLinkPage({ ...page, path: paths.newsroom }));
}

async function show(context: Context, req: Request, res: Response, link: Link, refusals: readonly Refusal[]) {
  const page = await pageFor(context, req, link);
  const typed = { note: field(req, 'note').slice(0, 5_000), decision: field(req, 'decision') };
  const names = refusals.length === 0 ? undefined : await nameBook(context.db, page.language, mentioned(refusals));
  const decision = isDecision(typed.decision) ? typed.decision : null;
  const { status, html } = await decisionPageOf(context, page, link, { refusals, names, note: typed.note, decision });
  const [first] = refusals;
  refusalHeaders(res, refusals);
  res.status(first ? refusalStatus[first.code] : status).type('html').send(html);
} // prettier-ignore

/** Gives the decision, or says why not. A decision already given under this link stands, whatever is typed now. */
async function decide(context: Context, req: Request, link: Link): Promise<readonly Refusal[]> {
  const given = await decisionsGiven(context, link);
  if (given.some(({ status }) => status !== 'void')) return [];
  const { invitation } = link;
  if (invitation.endedAt !== null) return [{ code: 'link_ended', because: invitation.endedBecause ?? 'closed' }];
  const asked = await isForCode(context, invitation);
  if (!asked) return [{ code: 'assurance_too_low', needed: ['session'] }];
  const decision = field(req, 'decision');
  if (!isDecision(decision)) return [{ code: 'invalid_request', field: 'decision', problem: 'not_one_of' }];
  try {
    const note = fitWords('note', field(req, 'note'));
    if (decision !== 'approve' && note === null) refuse({ code: 'reason_required' });
    await proveMailbox(context, invitation, field(req, 'code'));
    const id = derivedId('decision', invitation.id, String(given.length));
    await record(context, link, { id, decision, note, manifestSha256: asked.manifestSha256 });
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
} // prettier-ignore

async function proveMailbox({ db, settings }: Context, { id }: InvitationRow, code: string): Promise<void> {
  const refusals = await inTransaction(db, (tx) => tryCode(tx, settings.secretKey, id, typedCode(code)));
  if (refusals.length > 0) refuse(...refusals);
}

interface Given {
  readonly id: string;
  readonly decision: ReviewDecision;
  readonly note: string | null;
  readonly manifestSha256: string;
}

async function record(context: Context, { invitation, person }: Link, given: Given): Promise<void> {
  const { id, decision, note, manifestSha256 } = given;
  const { announcementId: announcement, version, seat } = invitation;
  await performIn(context, (tx) =>
    proposeAct(tx, {
      id,
      announcement,
      by: person,
      body: { type: 'review', version, seat: seat ?? '', decision, manifestSha256, assurance: 'code' },
      decision: { note, invitationId: invitation.id },
    }),
  );
  context.metrics.decided('review', decision, 'code');
}
