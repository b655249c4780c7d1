import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { Refused } from '../../database/ruling.js';
import type { Refusal } from '../../domain/refusal.js';
import { deskAnnouncementPage } from '../../web/desk/announcement.js';
import type { DeskAnnouncementModel } from '../../web/desk/model.js';
import { deskPage } from '../../web/desk/list.js';
import { paths, type DeskNoun } from '../../web/shared/paths.js';
import type { Doing } from '../acts/doing.js';
import { derivedId } from '../auth/secrets.js';
import type { Context } from '../context.js';
import { actorOf, identified } from '../http/caller.js';
import { field, longForm, refuseForeignForm } from '../http/forms.js';
import { askedLanguage } from '../http/language.js';
import { refuse } from '../http/refuse.js';
import { refusalHeaders } from '../http/problem.js';
import { refusalStatus } from '../http/refusal-status.js';
import { privateAnswer } from '../http/security-headers.js';
import { deskNouns, doneBy } from './desk-acts.js';
import { deskAnnouncementModel } from './desk-announcement.js';
import { deskModel } from './desk-list.js';
import { writePages } from './desk-write.js';
import { signedIn } from './drills.js';
import { announcementIn, deskPath, noticeIn, staffPage } from './desk-frame.js';

/** The staff pages: what waits for me, one announcement with the acts I may do, and the form that writes a text. */
export function deskPages(context: Context): Router {
  const router = Router();
  router.use('/desk', privateAnswer, identified(context), signedIn);
  router.use(
    '/desk',
    context.limit('apiByPerson', (req) => actorOf(req)?.key ?? null),
  );

  router.get('/desk', async (req, res) => {
    const { page, actor } = await staffPage(context, req);
    res.type('html').send(deskPage(await deskModel(context, req, page, actor)));
  });
  writePages(router, context);

  router.get('/desk/announcements/:id', async (req, res) => {
    res.type('html').send(deskAnnouncementPage(await modelOf(context, req, null)));
  });
  router.post('/desk/announcements/:id/:noun', longForm, async (req, res) => {
    refuseForeignForm(context, req);
    const noun = nounIn(req);
    try {
      const notice = await doneBy(doingOf(context, req, noun), noun, req, res);
      res.redirect(303, deskPath(req, notice));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await showRefused(context, req, res, noun, error.refusals);
    }
  });
  return router;
}

/** The act's id follows from the form's key and fields: one form sent twice is one act, sent again with other words another. */
function doingOf(context: Context, req: Request, noun: DeskNoun): Doing {
  const actor = actorOf(req) ?? refuse({ code: 'not_signed_in' });
  const announcement = announcementIn(req);
  const { csrf: _csrf, code: _code, key: _key, ...typed } = (req.body ?? {}) as Record<string, unknown>;
  const key = field(req, 'key') || randomUUID();
  return {
    context,
    actor,
    announcement,
    id: derivedId('desk', actor.person.id, announcement, noun, key, JSON.stringify(typed)),
  };
}

const nounIn = (req: Request): DeskNoun =>
  deskNouns.find((noun) => noun === req.params['noun']) ?? refuse({ code: 'not_found' });

async function modelOf(context: Context, req: Request, refused: DeskAnnouncementModel['refused']) {
  const { page, actor } = await staffPage(context, req);
  const id = announcementIn(req);
  const language = askedLanguage(req);
  const path = paths.deskAnnouncement(id) + (language ? `?lang=${language}` : '');
  const notice = refused ? null : noticeIn(req);
  return deskAnnouncementModel(context, { ...page, path }, actor, id, { refused, notice });
}

async function showRefused(context: Context, req: Request, res: Response, noun: DeskNoun, refusals: readonly Refusal[]) {
  const [first = { code: 'internal' } as const] = refusals;
  if (first.code === 'not_found') throw new Refused(refusals);
  const body = req.body as Record<string, unknown>;
  const typed = Object.fromEntries(Object.keys(body).filter((name) => name !== 'code' && name !== 'csrf').map((name) => [name, field(req, name)]));
  refusalHeaders(res, refusals);
  res.status(refusalStatus[first.code]).type('html');
  res.send(deskAnnouncementPage(await modelOf(context, req, { noun, refusals, typed })));
} // prettier-ignore
