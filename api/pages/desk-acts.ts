import type { Request, Response } from 'express';
import { recipientChannels } from '../../domain/content/content.js';
import type { ReleasePlan, ReviewDecision, SignOffDecision } from '../../domain/announcement/state.js';
import { languages } from '../../domain/language.js';
import { parseMoment } from '../../i18n/moment.js';
import { translator } from '../../i18n/translate.js';
import type { Notice } from '../../web/desk/model.js';
import type { DeskNoun } from '../../web/shared/paths.js';
import type { Doing } from '../acts/doing.js';
import { abandon, submitText, takeBack } from '../acts/draft.js';
import type { Performed } from '../acts/perform.js';
import { free, go, goOn, hold, stop } from '../acts/release.js';
import { object, retract, review, waive, type ShownVersion } from '../acts/review.js';
import { override, planOf, signOff } from '../acts/sign-off.js';
import { mailCode } from '../acts/signer-proof.js';
import { field } from '../http/forms.js';
import { refuse } from '../http/refuse.js';

/** Reads the fields of one noun's form and does it. */
type Form = (doing: Doing, req: Request) => Promise<Performed>;

const forms: Readonly<Record<Exclude<DeskNoun, 'codes' | 'withdrawals'>, Form>> = {
  submissions: (doing, req) => submitText(doing, whole(req, 'revision')),
  'take-backs': (doing, req) => takeBack(doing, field(req, 'reason')),
  abandonments: (doing, req) => abandon(doing, field(req, 'reason')),
  reviews: (doing, req) =>
    review(doing, { ...shown(req), seat: field(req, 'seat') || null, note: field(req, 'note'), decision: oneOf<ReviewDecision>(req, 'decision', ['approve', 'request_changes', 'reject']) }),
  objections: async (doing, req) => object(doing, whole(req, 'version'), field(req, 'seat') || null, field(req, 'reason')),
  retractions: (doing, req) => retract(doing, field(req, 'decision'), field(req, 'reason')),
  waivers: (doing, req) => waive(doing, field(req, 'seat'), field(req, 'reason')),
  'sign-offs': (doing, req) =>
    signOff(doing, { ...signing(req), note: field(req, 'note'), decision: oneOf<SignOffDecision>(req, 'decision', ['sign', 'return', 'refuse']) }),
  overrides: (doing, req) =>
    override(doing, { ...signing(req), note: field(req, 'reason'), attempt: doing.context.cookies.signIn.read(req) }),
  releases: (doing, req) => go(doing, { ...shown(req), audienceCount: whole(req, 'audienceCount') }),
  holds: (doing, req) => hold(doing, field(req, 'reason')),
  'freed-holds': (doing, req) => free(doing, field(req, 'hold')),
  stops: (doing, req) => stop(doing, oneOf(req, 'channel', recipientChannels)),
  'ended-stops': (doing, req) => goOn(doing, { channel: field(req, 'channel') }),
}; // prettier-ignore

/** The nouns a form may make. */
export const deskNouns = [...Object.keys(forms), 'codes'] as readonly DeskNoun[];

/** What cannot be undone wants a word typed, in either language of the page. */
function typedWord(noun: DeskNoun, req: Request): void {
  if (noun !== 'overrides' && noun !== 'abandonments') return;
  const typed = field(req, 'word').trim();
  const words = languages.map((language) => translator(language)(`desk.word.${noun}`));
  if (!words.includes(typed)) invalid('word', typed === '' ? 'missing' : 'not_one_of');
}

/** Does what one form asks for; what became of it in a word. */
export async function doneBy(doing: Doing, noun: DeskNoun, req: Request, res: Response): Promise<Notice> {
  if (noun === 'withdrawals') return refuse({ code: 'not_found' });
  if (noun === 'codes') return sendCode(doing, res);
  typedWord(noun, req);
  const performed = await forms[noun](doing, req);
  if (performed.outcome === 'void') return refuse(...performed.because);
  return performed.outcome === 'applied' && noun === 'submissions' ? 'submitted' : performed.outcome;
}

async function sendCode({ context, actor, announcement }: Doing, res: Response): Promise<Notice> {
  const attempt = await mailCode(context, actor, announcement);
  if (attempt !== null) context.cookies.signIn.set(res, attempt);
  return 'applied';
}

const invalid = (name: string, problem: string): never =>
  refuse({ code: 'invalid_request', field: name, problem });

const shown = (req: Request): ShownVersion => ({
  version: whole(req, 'version'),
  manifestSha256: field(req, 'manifest'),
});

const signing = (req: Request) => ({ ...shown(req), code: field(req, 'code'), plan: planIn(req) });

function planIn(req: Request): ReleasePlan {
  const release = oneOf(req, 'release', ['now', 'at', 'manual'] as const, 'now');
  const typed = field(req, 'at').trim();
  if (release !== 'at') return planOf(release, typed === '' ? undefined : typed);
  return planOf('at', parseMoment(typed) ?? invalid('at', 'not_a_moment'));
}

function whole(req: Request, name: string): number {
  const text = field(req, name);
  return /^\d{1,9}$/.test(text) ? Number(text) : invalid(name, 'not_a_number');
}

function oneOf<T extends string>(req: Request, name: string, words: readonly T[], otherwise?: T): T {
  const text = field(req, name);
  if (text === '' && otherwise !== undefined) return otherwise;
  return words.find((word) => word === text) ?? invalid(name, 'not_one_of');
}
