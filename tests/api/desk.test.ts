import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { announcements, decisions } from '../../database/schema.js';
import type { Person } from '../../domain/people/person.js';
import { agree, draft, mailedLink, signedIn, submit, testApi, withToken } from '../support/api.js';
import { auditor, governor, health, officer, police } from '../support/cast.js';

const api = await testApi();
const { db } = api.database;
const author = await withToken(api, health.officer);

type Agent = Awaited<ReturnType<typeof signedIn>>;

/** The hidden fields that every form of a page carries. */
async function hidden(agent: Agent, path: string): Promise<Record<string, string>> {
  const { text } = await agent.get(path).expect(200);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
  return { csrf: field('csrf'), key: field('key'), revision: field('revision') };
}
const post = (agent: Agent, path: string, form: Record<string, string | string[]>) =>
  agent.post(path).type('form').send(form);
const statusOf = async (id: string) =>
  (await db.select().from(announcements).where(eq(announcements.id, id)))[0]?.status;

async function awaitingSignature() {
  const id = await draft(author);
  const shown = await submit(author, id);
  await agree(api, id, shown);
  return { id, shown, path: `/desk/announcements/${id}` };
}

describe('the desk', () => {
  test('sends strangers to sign in and back again', async () => {
    const { default: request } = await import('supertest');
    const answer = await request(api.app).get('/desk/announcements/new?lang=en');
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(
      `/sign-in?next=${encodeURIComponent('/desk/announcements/new?lang=en')}`,
    );
  });

  test('shows the governor what waits for the signature, and the author whom they wait for', async () => {
    const { id } = await awaitingSignature();
    const href = `/desk/announcements/${id}`;
    const inSection = (text: string, number: number) => text.split('<section>')[number] ?? '';
    const mine = await (await signedIn(api, governor)).get('/desk');
    expect(inSection(mine.text, 1)).toContain(href);
    const theirs = await (await signedIn(api, health.officer)).get('/desk');
    expect(inSection(theirs.text, 1)).not.toContain(href);
    expect(inSection(theirs.text, 2)).toContain(href);
    expect(theirs.text).toContain(governor.name.fa);
  });

  test('is the same 404 for texts of others and for none', async () => {
    const id = await draft(author);
    const agent = await signedIn(api, police.officer);
    await agent.get(`/desk/announcements/${id}`).expect(404);
    await agent.get(`/desk/announcements/${randomUUID()}`).expect(404);
    await agent.get('/desk/announcements/nothing').expect(404);
  });

  test('opens for everybody of the cast, in both languages', async () => {
    const id = await draft(author);
    for (const person of [governor, officer, auditor, health.manager]) {
      const agent = await signedIn(api, person);
      for (const path of ['/desk', `/desk/announcements/${id}`, `/desk/announcements/${id}?lang=en`])
        await agent.get(path).expect(200);
    }
  });
});

describe('signing on the desk', () => {
  const sign = async (person: Person, wish: Record<string, string>) => {
    const { id, shown, path } = await awaitingSignature();
    const agent = await signedIn(api, person);
    const form = {
      ...(await hidden(agent, path)),
      version: String(shown.version),
      manifest: shown.manifestSha256,
      release: 'now',
      ...wish,
    };
    return { id, path, agent, form, answer: await post(agent, `${path}/sign-offs`, form) };
  };

  test('wants the code of the mail beside the session, and releases', async () => {
    const without = await sign(governor, { decision: 'sign' });
    expect(without.answer.status).toBe(400);
    expect(await statusOf(without.id)).toBe('awaiting_sign_off');
    const { code } = await mailedLink(api, without.id, governor);
    const wrong = await post(without.agent, `${without.path}/sign-offs`, {
      ...without.form,
      code: code === '000000' ? '1' : '000000',
    });
    expect(wrong.status).toBe(403);
    const signed = await post(without.agent, `${without.path}/sign-offs`, { ...without.form, code });
    expect([signed.status, signed.headers['location']]).toEqual([303, `${without.path}?notice=applied`]);
    expect(await statusOf(without.id)).toBe('released');
    await without.agent.get(`${without.path}?notice=applied`).expect(200);
    const [signature] = (
      await db.select().from(decisions).where(eq(decisions.announcementId, without.id))
    ).filter(({ stage }) => stage === 'sign_off');
    expect(signature).toMatchObject({ decision: 'sign', assurance: 'session', personId: governor.id });
    const again = await post(without.agent, `${without.path}/sign-offs`, { ...without.form, code });
    expect(again.status).toBe(303);
  });

  test('without the form token of the session is refused as foreign', async () => {
    const { answer, id } = await sign(governor, { decision: 'sign', csrf: 'x' });
    expect(answer.status).toBe(403);
    expect(await statusOf(id)).toBe('awaiting_sign_off');
  });

  test('five wrong codes end it; a new one is mailed on the desk', async () => {
    const { id, path, agent, form } = await sign(governor, { decision: 'sign', code: 'x' });
    for (let times = 0; times < 4; times += 1)
      await post(agent, `${path}/sign-offs`, { ...form, code: 'x' }).expect(403);
    const { code: old } = await mailedLink(api, id, governor);
    await post(agent, `${path}/sign-offs`, { ...form, code: old }).expect(403);
    await post(agent, `${path}/codes`, form).expect(303);
    const { code } = await mailedLink(api, id, governor);
    await post(agent, `${path}/sign-offs`, { ...form, code }).expect(303);
    expect(await statusOf(id)).toBe('released');
  });

  test('a refused form keeps what was typed and says why', async () => {
    const { code } = { code: '123456' };
    const { answer } = await sign(governor, { decision: 'return', note: 'نام راه را بنویسید', code });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('نام راه را بنویسید');
    expect(answer.text).not.toContain(code);
  });
});

describe('other acts on the desk', () => {
  async function signed(decision: string) {
    const { id, shown, path } = await awaitingSignature();
    const agent = await signedIn(api, governor);
    const { code } = await mailedLink(api, id, governor);
    const form = {
      ...(await hidden(agent, path)),
      version: String(shown.version),
      manifest: shown.manifestSha256,
      decision,
      note: 'نام راه را بنویسید',
      code,
    };
    await post(agent, `${path}/sign-offs`, form).expect(303);
    return { id, path, agent, form };
  }

  test('a reviewer approves without a code, once', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const path = `/desk/announcements/${id}`;
    const agent = await signedIn(api, health.manager);
    const form = {
      ...(await hidden(agent, path)),
      version: String(shown.version),
      manifest: shown.manifestSha256,
      decision: 'approve',
    };
    await Promise.all(Array.from({ length: 10 }, () => post(agent, `${path}/reviews`, form).expect(303)));
    const given = await db.select().from(decisions).where(eq(decisions.announcementId, id));
    expect(given).toMatchObject([{ assurance: 'session', decision: 'approve' }]);
  });

  test('whose form is gone, because something came between, still says why it was refused', async () => {
    const { path, agent, form, id } = await signed('return');
    expect(await statusOf(id)).toBe('draft');
    const late = await post(agent, `${path}/sign-offs`, { ...form, decision: 'sign' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('این کار انجام نشد');
  });

  test('sent again with another answer is another act, not the one before', async () => {
    const { path, agent, form, id } = await signed('return');
    const again = await post(agent, `${path}/sign-offs`, { ...form, decision: 'refuse' });
    expect([again.status, await statusOf(id)]).toEqual([409, 'draft']);
    await post(agent, `${path}/sign-offs`, { ...form, decision: 'return' }).expect(303);
  });

  test('the author takes back and abandons with the word typed', async () => {
    const id = await draft(author);
    await submit(author, id);
    const path = `/desk/announcements/${id}`;
    const agent = await signedIn(api, health.officer);
    await post(agent, `${path}/take-backs`, await hidden(agent, path)).expect(303);
    await post(agent, `${path}/abandonments`, {
      ...(await hidden(agent, path)),
      reason: 'دیگر لازم نیست',
    }).expect(400);
    await post(agent, `${path}/abandonments`, {
      ...(await hidden(agent, path)),
      reason: 'دیگر لازم نیست',
      word: 'کنار بگذار',
    }).expect(303);
    expect(await statusOf(id)).toBe('abandoned');
  });
});

describe('writing on the desk', () => {
  const text = {
    kind: 'announcement', severity: 'crisis', 'texts.fa.headline': 'راه بسته است', 'texts.fa.body': 'راه سیمین بسته است.', 'texts.fa.action': 'از راه دیگر بروید.',
    'withdrawal.fa.headline': 'ابطال', 'withdrawal.fa.body': 'این متن باطل است.', 'cap.expires': '۱۴۰۹/۰۹/۰۲ ۰۸:۰۰', 'cap.event.fa': 'سیل', 'cap.event.en': 'Flood',
    'cap.category': 'Safety', 'cap.responseType': 'Avoid', 'cap.urgency': 'Expected', 'cap.severity': 'Moderate', 'cap.certainty': 'Likely',
    'cap.area.description.fa': 'درهٔ سیمین', 'cap.area.description.en': 'Simin Valley', 'cap.area.circle': '۲۸٫۷۸،۵۷٫۴۵ ۱۲',
    'cap.contact': 'press@example.test', channels: ['newsroom', 'atom', 'rss', 'cap'],
  }; // prettier-ignore

  test('starts a text, shows how it would look, changes it and sends it for review', async () => {
    const agent = await signedIn(api, health.officer);
    const form = { ...text, ...(await hidden(agent, '/desk/announcements/new')) };
    const started = await post(agent, '/desk/announcements', form);
    expect(started.status).toBe(303);
    const path = String(started.headers['location']).split('?')[0]!;
    expect((await post(agent, '/desk/announcements', form)).headers['location']).toBe(
      started.headers['location'],
    );
    const page = await agent.get(`${path}/draft`).expect(200);
    expect(page.text).toContain('۱۴۰۹/۰۹/۰۲ ۰۸:۰۰');
    expect(page.text).toContain('28.78,57.45 12');
    const change = {
      ...text,
      ...(await hidden(agent, `${path}/draft`)),
      'texts.fa.headline': 'راه سیمین بسته است',
    };
    await post(agent, `${path}/draft`, change).expect(303);
    const stale = await post(agent, `${path}/draft`, { ...change, 'texts.fa.headline': 'نوشتهٔ دیرآمده' });
    expect(stale.status).toBe(412);
    expect(stale.text).toContain('نوشتهٔ دیرآمده');
    const informed = { ...change, revision: /name="revision" value="([^"]+)"/.exec(stale.text)?.[1] ?? '' };
    await post(agent, `${path}/draft`, { ...informed, 'texts.fa.headline': 'نوشتهٔ دیرآمده' }).expect(303);
    expect((await agent.get(path)).text).toContain('نوشتهٔ دیرآمده');
    await post(agent, `${path}/submissions`, await hidden(agent, path)).expect(303);
    expect(await statusOf(path.split('/').at(-1)!)).toBe('in_review');
  });

  test('keeps what was written after the way back in the browser', async () => {
    const agent = await signedIn(api, health.officer);
    const form = { ...text, ...(await hidden(agent, '/desk/announcements/new')) };
    const first = await post(agent, '/desk/announcements', form);
    const more = { ...form, 'texts.fa.headline': 'راه سیمین تا فردا بسته است' };
    const second = await post(agent, '/desk/announcements', more);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect((await agent.get(String(second.headers['location']))).text).toContain('تا فردا');
    const other = await post(agent, '/desk/announcements', { ...more, drill: 'yes' });
    expect(other.headers['location']).not.toBe(first.headers['location']);
  });

  test.each([
    ['incident', 'x'],
    ['incident', '\u0000'],
    ['replaces', "' or 1=1"],
    ['kind', 'withdrawal'],
  ])('refuses the %s %j, which its own page never offers', async (name, value) => {
    const agent = await signedIn(api, health.officer);
    const form = { ...text, ...(await hidden(agent, '/desk/announcements/new')), [name]: value };
    expect((await post(agent, '/desk/announcements', form)).status).toBe(400);
  });

  test('shows again what was typed where it cannot be read', async () => {
    const agent = await signedIn(api, health.officer);
    const form = {
      ...text,
      ...(await hidden(agent, '/desk/announcements/new')),
      'cap.expires': 'فردا',
      'texts.fa.body': 'متنی که نباید گم شود',
    };
    const answer = await post(agent, '/desk/announcements', form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('متنی که نباید گم شود');
    expect(answer.text).toContain('فردا');
  });
});
