import type { Request } from 'express';
import { loadAgency } from '../../database/agencies.js';
import type { Language, Localized } from '../../domain/language.js';
import { officeAgency } from '../../domain/people/person.js';
import type { PageContext, Viewer } from '../../web/shared/model.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { actorOf } from '../http/caller.js';
import { pageLanguage } from '../http/language.js';

/** Until the database has told its name, and when it is away. */
const anyOffice: Localized = { fa: 'استانداری', en: "Governor's Office" };
const REMEMBER_MS = 60_000;
const remembered = new WeakMap<Context, { readonly name: Localized; readonly until: number }>();

/** The public name of the governor's office, asked for once a minute. */
export async function officeName(context: Context): Promise<Localized> {
  const known = remembered.get(context);
  if (known && known.until > performance.now()) return known.name;
  try {
    const name = (await loadAgency(context.db, officeAgency))?.name ?? anyOffice;
    remembered.set(context, { name, until: performance.now() + REMEMBER_MS });
    return name;
  } catch {
    return known?.name ?? anyOffice;
  }
}

/** What every page needs; for one person's page their language and their name. */
export async function pageContext(
  context: Context,
  req: Request,
  { language, actor = actorOf(req) }: { language?: Language; actor?: Actor | null } = {},
): Promise<PageContext> {
  const chosen = language ?? pageLanguage(req, actor?.person);
  return {
    language: chosen,
    now: new Date().toISOString(),
    office: await officeName(context),
    trial: context.settings.mode === 'trial',
    path: req.originalUrl,
    viewer: actor && viewerOf(actor, chosen),
  };
}

export const viewerOf = ({ person, formToken }: Actor, language: Language): Viewer => ({
  name: person.name[language],
  csrf: formToken ?? '',
});
