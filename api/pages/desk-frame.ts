import type { Request } from 'express';
import { isUuid } from '../../domain/uuid.js';
import type { Notice } from '../../web/desk/model.js';
import type { PageContext, Viewer } from '../../web/shared/model.js';
import { paths } from '../../web/shared/paths.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { actorOf } from '../http/caller.js';
import { askedLanguage } from '../http/language.js';
import { refuse } from '../http/refuse.js';
import { pageContext, viewerOf } from './page-context.js';

/** A signed-in page's frame: `signedIn` has let the person through. */
export async function staffPage(
  context: Context,
  req: Request,
): Promise<{ page: PageContext & { readonly viewer: Viewer }; actor: Actor }> {
  const actor = actorOf(req) ?? refuse({ code: 'not_signed_in' });
  const page = await pageContext(context, req, { actor });
  return { page: { ...page, viewer: viewerOf(actor, page.language) }, actor };
}

/** The announcement of this address; what is no id is nothing. */
export const announcementIn = (req: Request): string => {
  const id = String(req.params['id']);
  return isUuid(id) ? id : refuse({ code: 'not_found' });
};

/** Back to the announcement, in the language the reader chose. */
export function deskPath(req: Request, notice: Notice, id = announcementIn(req)): string {
  const language = askedLanguage(req);
  const query = new URLSearchParams({ notice, ...(language ? { lang: language } : {}) });
  return `${paths.deskAnnouncement(id)}?${query.toString()}`;
}

const notices: readonly Notice[] = ['saved', 'submitted', 'recorded', 'applied'];
export const noticeIn = (req: Request): Notice | null =>
  notices.find((notice) => notice === req.query['notice']) ?? null;
