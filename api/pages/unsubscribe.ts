import { eq } from 'drizzle-orm';
import { type Request, type Response, Router } from 'express';
import { unsubscribeToken } from '../../config/derive.js';
import { inTransaction } from '../../database/connection.js';
import { contacts } from '../../database/schema.js';
import { unsubscribe, unsubscription } from '../../database/unsubscribes.js';
import type { Language } from '../../domain/language.js';
import { unsubscribePage } from '../../web/newsroom/unsubscribe.js';
import { paths } from '../../web/shared/paths.js';
import { sameText } from '../auth/secrets.js';
import type { Context } from '../context.js';
import { field, shortForm } from '../http/forms.js';
import { askedLanguage } from '../http/language.js';
import { byIp } from '../http/rate-limits.js';
import { secretPage } from '../http/security-headers.js';
import { hiddenAddress } from '../views/address.js';
import { pageContext } from './page-context.js';

interface Known {
  readonly id: string;
  readonly email: string;
  readonly language: Language;
}

/** Unsubscribing from bulletins (RFC 8058): a GET shows, a POST does it, and nobody signs in for it. */
export function unsubscribePages(context: Context): Router {
  const router = Router();
  const limit = context.limit('unsubscribeByIp', byIp);
  router.use('/unsubscribe', secretPage);

  router.get('/unsubscribe/:token', limit, async (req, res) => {
    const contact = await contactOf(context, String(req.params['token']));
    const ended = contact && (await unsubscription(context.db, contact.id));
    await show(context, req, res, contact, ended?.at ? 'done' : 'ask');
  });
  router.post('/unsubscribe/:token', limit, shortForm, async (req, res) => {
    const contact = await contactOf(context, String(req.params['token']));
    const means = field(req, 'List-Unsubscribe') === 'One-Click' ? 'one_click' : 'page';
    if (contact) await inTransaction(context.db, (tx) => unsubscribe(tx, contact.id, means));
    await show(context, req, res, contact, 'done');
  });
  return router;
}

/** The contact whose token this is. The token carries their id, which alone opens nothing. */
async function contactOf({ db, settings }: Context, token: string): Promise<Known | null> {
  const id = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(token)?.[1];
  if (id === undefined || !sameText(token, unsubscribeToken(settings.secretKey, id))) return null;
  const [row] = await db
    .select({ id: contacts.id, email: contacts.email, language: contacts.language })
    .from(contacts)
    .where(eq(contacts.id, id));
  return row ?? null;
}

async function show(context: Context, req: Request, res: Response, contact: Known | null, state: 'ask' | 'done') {
  const language = askedLanguage(req) ?? contact?.language ?? 'fa';
  const page = await pageContext(context, req, { language, actor: null });
  const action = contact ? paths.unsubscribe(String(req.params['token'])) : '/';
  const model = { ...page, path: contact ? page.path : '/', action };
  res.status(contact ? 200 : 404).type('html');
  res.send(unsubscribePage({ ...model, state: contact ? state : 'unknown', address: contact && hiddenAddress(contact.email) }));
} // prettier-ignore
