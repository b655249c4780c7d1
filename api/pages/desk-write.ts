import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { Content as ContentSchema } from '../../contract/content.js';
import { severities, type AnnouncementKind, type Severity } from '../../domain/announcement/kinds.js';
import { inTransaction } from '../../database/connection.js';
import { createAnnouncement } from '../../database/create-announcement.js';
import { changeDraft, loadDraft, unfitTexts } from '../../database/drafts.js';
import { mustGrant, Refused } from '../../database/ruling.js';
import type { Content } from '../../domain/content/content.js';
import type { Refusal } from '../../domain/refusal.js';
import { may } from '../../domain/people/may.js';
import { canonicalJson } from '../../domain/rendering/canonical.js';
import { isUuid } from '../../domain/uuid.js';
import { writePage, writtenKinds } from '../../web/desk/write.js';
import { paths } from '../../web/shared/paths.js';
import { derivedId } from '../auth/secrets.js';
import type { Context } from '../context.js';
import { actorOf } from '../http/caller.js';
import { field, fields, longForm, refuseForeignForm } from '../http/forms.js';
import { refusalHeaders } from '../http/problem.js';
import { refusalStatus } from '../http/refusal-status.js';
import { refuse } from '../http/refuse.js';
import { validated } from '../http/validate.js';
import { readableAnnouncement, type ReadableAnnouncement } from '../views/announcement.js';
import { asContent } from '../views/content.js';
import { announcementIn, deskPath, staffPage } from './desk-frame.js';
import { contentIn, emptyFields, fieldsIn, fieldsOf } from './desk-fields.js';
import { writeModel } from './desk-write-model.js';

/** The form that writes a text: a new one, or the draft of one. */
export function writePages(router: Router, context: Context): void {
  router.get('/desk/announcements/new', async (req, res) => {
    const { page, actor } = await staffPage(context, req);
    const refusals = may(actor.person, 'start_announcement');
    if (refusals.length > 0) refuse(...refusals);
    const model = await writeModel(context, page, { id: null, revision: null, drill: false, fields: emptyFields, refusals: [] }, null);
    res.type('html').send(writePage(model));
  });
  router.post('/desk/announcements', longForm, async (req, res) => {
    refuseForeignForm(context, req);
    await orAgain(context, req, res, null, async () => {
      res.redirect(303, deskPath(req, 'saved', await started(context, req)));
    });
  });
  router.get('/desk/announcements/:id/draft', async (req, res) => {
    const { page, actor } = await staffPage(context, req);
    const id = announcementIn(req);
    const found = await readableAnnouncement(context.db, actor.person, id);
    const { draft, state } = found;
    if (!draft || state.status !== 'draft') return res.redirect(303, paths.deskAnnouncement(id));
    const shown = { id, revision: draft.revision, drill: state.drill, fields: fieldsOf(draft.content, state, page.language), refusals: [] };
    res.type('html').send(writePage(await writeModel(context, page, shown, found)));
  });
  router.post('/desk/announcements/:id/draft', longForm, async (req, res) => {
    refuseForeignForm(context, req);
    const id = announcementIn(req);
    await orAgain(context, req, res, id, async () => {
      await saved(context, req, id);
      res.redirect(303, deskPath(req, 'saved'));
    });
  });
} // prettier-ignore

/**
 * Starts a text from the form. The same form again is the same text; sent again with other words, as after the browser's
 * way back, it changes the draft it made, as long as nobody else did.
 */
async function started({ db }: Context, req: Request): Promise<string> {
  const actor = actorOf(req) ?? refuse({ code: 'not_signed_in' });
  const { person } = actor;
  const kind = wordIn<AnnouncementKind>(req, 'kind', writtenKinds);
  const severity = wordIn<Severity>(req, 'severity', severities);
  const content = fitContent(req, null);
  const subject = { kind, severity, drill: field(req, 'drill') !== '', incident: idIn(req, 'incident'), replaces: idsIn(req, 'replaces') };
  const id = derivedId('desk', person.id, 'new', field(req, 'key') || randomUUID(), JSON.stringify(subject));
  await inTransaction(db, async (tx) => {
    const draft = await loadDraft(tx, id);
    if (!draft) mustGrant(await createAnnouncement(tx, { ...subject, id, by: person, content }));
    else if (canonicalJson(draft.content) !== canonicalJson(content))
      mustGrant(await changeDraft(tx, { announcement: id, revision: 1, by: person, actor: actor.audit, content }));
  });
  return id;
} // prettier-ignore

async function saved({ db }: Context, req: Request, announcement: string): Promise<void> {
  const actor = actorOf(req) ?? refuse({ code: 'not_signed_in' });
  const { draft } = await readableAnnouncement(db, actor.person, announcement);
  const shown = field(req, 'revision');
  const revision = /^\d{1,9}$/.test(shown) ? Number(shown) : -1;
  const change = {
    announcement,
    revision,
    by: actor.person,
    actor: actor.audit,
    content: fitContent(req, draft?.content ?? null),
  };
  await inTransaction(db, async (tx) => mustGrant(await changeDraft(tx, change)));
}

/** What was typed, read by the same contract as the API's. */
function fitContent(req: Request, saved: Content | null): Content {
  const content = asContent(validated(ContentSchema, contentIn(req, saved)));
  const unfit = unfitTexts(content);
  return unfit.length > 0 ? refuse(...unfit) : content;
}

function idsIn(req: Request, name: string): string[] {
  const ids = fields(req, name);
  return ids.every(isUuid) ? ids : refuse({ code: 'invalid_request', field: name, problem: 'malformed' });
}

const idIn = (req: Request, name: string): string | null => idsIn(req, name)[0] ?? null;

function wordIn<T extends string>(req: Request, name: string, words: readonly T[]): T {
  const text = field(req, name);
  return words.find((word) => word === text) ?? refuse({ code: 'invalid_request', field: name, problem: 'not_one_of' });
} // prettier-ignore

/** Shows the form again with everything that was typed, and why it was refused. */
async function orAgain(context: Context, req: Request, res: Response, id: string | null, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused) || error.refusals[0]?.code === 'not_found') throw error;
    await showAgain(context, req, res, id, error.refusals);
  }
} // prettier-ignore

/** The revision the form was made from; once its author was told of a newer one, which the page shows, that one. */
function revisionOf(
  req: Request,
  found: ReadableAnnouncement | null,
  refusals: readonly Refusal[],
): number | null {
  if (refusals.some(({ code }) => code === 'precondition_failed')) return found?.draft?.revision ?? null;
  const shown = field(req, 'revision');
  return /^\d{1,9}$/.test(shown) ? Number(shown) : null;
}

async function showAgain(context: Context, req: Request, res: Response, id: string | null, refusals: readonly Refusal[]) {
  const { page, actor } = await staffPage(context, req);
  const path = id === null ? paths.deskNew : paths.deskDraft(id);
  const found = id === null ? null : await readableAnnouncement(context.db, actor.person, id);
  const drill = found ? found.state.drill : field(req, 'drill') !== '';
  const model = await writeModel(context, { ...page, path }, { id, revision: revisionOf(req, found, refusals), drill, fields: fieldsIn(req), refusals }, found);
  const [first = { code: 'internal' } as const] = refusals;
  refusalHeaders(res, refusals);
  res.status(refusalStatus[first.code]).type('html').send(writePage(model));
} // prettier-ignore
