import type { Content } from '../domain/content/content.js';
import { languages, type Language } from '../domain/language.js';
import type { Person } from '../domain/people/person.js';
import { digits, formatReleasedAt } from '../i18n/format.js';
import { translator } from '../i18n/translate.js';
import { office, staffOf } from './cast.js';
import { contentOf, texts } from './seed-texts.js';
import { findMail, read, TourStopped, until, Visitor, type Mail } from './tour-client.js';

/**
 * `npm run tour [-- --lang fa|en]`: plays one announcement from draft to the public on a running trial, through its public
 * HTTP API and the mails it really sent, and prints each step. Exit 1 where a step fails, or where this is no trial.
 */
const base = (
  process.env['BASE_URL'] ?? `http://${process.env['HOST'] ?? '127.0.0.1'}:${process.env['PORT'] ?? 3000}`
).replace(/\/$/, '');
const language = chosenLanguage();
const t = translator(language);
const patience = 60;

interface Announcement {
  readonly id: string;
  readonly status: string;
  readonly number: number | null;
  readonly releasedAt: string | null;
  readonly draft: { readonly revision: number } | null;
  readonly inFlight: InFlight | null;
  readonly fanOuts: readonly { readonly state: string; readonly counts: Counts }[];
}
interface InFlight {
  readonly number: number;
  readonly manifestSha256: string;
  readonly seats: readonly { readonly seat: string; readonly decision: unknown }[];
}
interface Counts {
  readonly snapshot: number;
  readonly states: Readonly<Record<string, number>>;
}

let step = 0;
const say = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => say(`${String((step += 1)).padStart(2)}  ${line}`);
const nameOf = ({ name }: Person) => name[language];
const short = (sha256: string) => `${sha256.slice(0, 12)}…`;
const signIn = (person: Person) =>
  Visitor.signIn(base, { id: person.id, name: nameOf(person), email: person.email });

async function play(): Promise<void> {
  await mustBeTrial();
  say(t('tour.intro', { address: base }));
  const began = Date.now();
  const author = await signIn(office.officer);
  const written = await draft(author);
  const submitted = await submit(author, written);
  const [first, ...others] = reviewers(submitted);
  if (first) await approve(first, author, submitted.id, provesHarmless);
  for (const person of others) await approve(person, author, submitted.id);
  await reaches(author, submitted.id, 'awaiting_sign_off');
  tell(t('tour.agreed'));
  await sign(submitted.id);
  const released = await reaches(author, submitted.id, 'released');
  tell(
    t('tour.released', {
      number: released.number ?? 0,
      at: formatReleasedAt(released.releasedAt ?? '', language),
    }),
  );
  await look(released);
  await delivered(author, released);
  tell(t('tour.done', { seconds: Math.round((Date.now() - began) / 1000) }));
}

async function mustBeTrial(): Promise<void> {
  const answer = await fetch(`${base}/mailbox/messages`).catch(() => null);
  if (!answer) throw new TourStopped(t('tour.unreachable', { address: base }));
  if (!answer.ok) throw new TourStopped(t('tour.notTrial'));
}

async function draft(author: Visitor): Promise<Announcement> {
  const content = named(contentOf(texts.evacuation, new Date().toISOString()));
  const subject = { kind: 'announcement', severity: 'crisis', content };
  const preview = await author.post<{ renderings: unknown[]; audienceCount: number }>(
    '/api/previews',
    subject,
  );
  const created = await author.post<Announcement>('/api/announcements', subject);
  tell(t('tour.drafted', { who: author.name, headline: content.texts[language]?.headline ?? '' }));
  tell(t('tour.preview', { count: preview.renderings.length, people: preview.audienceCount }));
  return created;
}

async function submit(
  author: Visitor,
  { id, draft: written }: Announcement,
): Promise<Announcement & { inFlight: InFlight }> {
  await author.post(`/api/announcements/${id}/submissions`, { revision: written?.revision });
  const now = await reaches(author, id, 'in_review');
  const { inFlight } = now;
  if (!inFlight) throw new TourStopped(t('tour.what.status', { status: now.status }));
  const seats = inFlight.seats.map(({ seat }) => seat).join(', ');
  tell(t('tour.submitted', { version: inFlight.number, hash: short(inFlight.manifestSha256), seats }));
  return { ...now, inFlight };
}

/** The managers of the seats this version asks: enough of them for any quorum. */
function reviewers({ inFlight }: { inFlight: InFlight }): Person[] {
  return inFlight.seats.flatMap(({ seat }) => {
    const staff = staffOf[seat as keyof typeof staffOf];
    return staff ? [staff.manager] : [];
  });
}

async function approve(
  person: Person,
  author: Visitor,
  id: string,
  beforehand?: typeof provesHarmless,
): Promise<void> {
  const before = await author.get<Announcement>(`/api/announcements/${id}`);
  if (before.status !== 'in_review' || !before.inFlight) return;
  const mail = await mailTo(
    person.email,
    ({ text }) => linkIn(text) !== undefined && text.includes(headline()),
  );
  tell(t('tour.mailed', { who: nameOf(person), subject: mail.subject }));
  const link = linkIn(mail.text) ?? '';
  await read(link);
  await beforehand?.(link, author, id);
  const form = new URLSearchParams({ decision: 'approve', code: codeIn(mail.text), note: '' });
  const answer = await fetch(link, { method: 'POST', body: form, redirect: 'manual' });
  if (answer.status !== 303) throw new TourStopped(`/d/… (${answer.status})`);
  tell(t('tour.approved', { who: nameOf(person), hash: short(before.inFlight.manifestSha256) }));
}

/** What a mail scanner does: opens the link, and sends its form without the code. */
async function provesHarmless(link: string, author: Visitor, id: string): Promise<void> {
  const { inFlight } = await author.get<Announcement>(`/api/announcements/${id}`);
  tell(t('tour.opened', { waiting: inFlight?.seats.filter(({ decision }) => !decision).length ?? 0 }));
  const form = new URLSearchParams({ decision: 'approve', code: '', note: '' });
  const answer = await fetch(link, { method: 'POST', body: form, redirect: 'manual' });
  if (answer.status < 400) throw new TourStopped(`/d/… (${answer.status})`);
  tell(t('tour.scanned'));
}

async function sign(id: string): Promise<void> {
  const governor = await signIn(office.governor);
  const mail = await mailTo(
    office.governor.email,
    ({ text }) => linkIn(text) !== undefined && text.includes(headline()),
  );
  tell(t('tour.mailed', { who: governor.name, subject: mail.subject }));
  const { inFlight } = await governor.get<Announcement>(`/api/announcements/${id}`);
  if (!inFlight) throw new TourStopped(t('tour.what.status', { status: 'awaiting_sign_off' }));
  const { number: version, manifestSha256 } = inFlight;
  await governor.post(`/api/announcements/${id}/sign-offs`, {
    version,
    manifestSha256,
    decision: 'sign',
    code: codeIn(mail.text),
    release: 'now',
  });
  tell(t('tour.signed', { who: governor.name, hash: short(manifestSha256) }));
}

/** The public side: newsroom, feeds and the CAP alert, each of which must carry the text. */
async function look({ id }: Announcement): Promise<void> {
  const page = `${base}/announcements/${id}`;
  mustHold(await read(page), headline(), page);
  tell(t('tour.newsroom', { address: page }));
  for (const [name, path] of [
    ['Atom', '/feed.atom'],
    ['RSS', '/feed.rss'],
    ['CAP', '/cap/feed.atom'],
  ] as const) {
    mustHold(await read(base + path), id, path);
    tell(t('tour.feed', { name, address: base + path }));
  }
  const identifier = /\/cap\/(urn:uuid:[0-9a-f-]+)\.xml/.exec(decodeURIComponent(await read(page)))?.[1];
  if (!identifier) throw new TourStopped(`CAP: ${page}`);
  const alert = await read(`${base}/cap/${encodeURIComponent(identifier)}.xml`);
  mustHold(alert, headline(), identifier);
  const status = /<status>(\w+)<\/status>/.exec(alert)?.[1] ?? '';
  const spoken = [...alert.matchAll(/<language>([\w-]+)<\/language>/g)].map(([, tag]) => tag).join(', ');
  tell(t('tour.cap', { identifier, status, languages: spoken }));
}

async function delivered(author: Visitor, { id }: Announcement): Promise<void> {
  const sums = await until(patience, async () => {
    const { fanOuts } = await author.get<Announcement>(`/api/announcements/${id}`);
    return fanOuts.find(({ state }) => state === 'complete')?.counts;
  });
  if (!sums) return missed(t('tour.what.deliveries'));
  tell(t('tour.delivered', { accepted: sums.states['accepted'] ?? 0, snapshot: sums.snapshot }));
  const mail = await mailTo('journalist1@example.test', ({ text }) => text.includes(id));
  tell(t('tour.journalist', { subject: mail.subject, messageId: mail.messageId }));
  const told = await mailTo(author.email, ({ text }) => text.includes(`${base}/announcements/${id}`));
  tell(t('tour.outcome', { subject: told.subject }));
}

async function reaches(author: Visitor, id: string, status: string): Promise<Announcement> {
  const found = await until(patience, async () => {
    const now = await author.get<Announcement>(`/api/announcements/${id}`);
    return now.status === status ? now : undefined;
  });
  return found ?? missed(t('tour.what.status', { status }));
}

async function mailTo(to: string, fits: (mail: Mail) => boolean): Promise<Mail> {
  const found = await until(patience, () => findMail(base, to, fits));
  return found ?? missed(t('tour.what.mail', { to }));
}

function missed(what: string): never {
  throw new TourStopped(t('tour.waitedFor', { seconds: patience, what }));
}

function mustHold(document: string, words: string, where: string): void {
  if (!document.includes(words)) throw new TourStopped(`${where}: ${words}`);
}

/** Each tour's text has a headline of its own, so that its mails are told from those of an earlier one. */
const label = new Date().toISOString().slice(11, 19);
const headline = () => `${texts.evacuation.fa.headline} (گشت ${digits(label, 'fa')})`;

function named(content: Content): Content {
  const en = { ...texts.evacuation.en, headline: `${texts.evacuation.en.headline} (tour ${label})` };
  return { ...content, texts: { fa: { ...content.texts.fa, headline: headline() }, en } };
}

const linkIn = (text: string) => /https?:\/\/\S+\/d\/[\w-]+/.exec(text)?.[0];
const codeIn = (text: string) =>
  /^\s*(\d{3}[ \u00a0\u202f]?\d{3})\s*$/m.exec(text)?.[1]?.replaceAll(/\D/g, '') ?? '';

function chosenLanguage(): Language {
  const asked = process.argv[process.argv.indexOf('--lang') + 1] ?? process.env['LANG']?.slice(0, 2);
  return languages.find((known) => known === asked) ?? 'en';
}

try {
  await play();
} catch (error) {
  if (!(error instanceof TourStopped)) throw error;
  process.stderr.write(`${t('tour.failed', { reason: error.message })}\n`);
  process.exitCode = 1;
}
