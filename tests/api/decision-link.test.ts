import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { decisions, invitations, linkFetches, outbox } from '../../database/schema.js';
import type { Person } from '../../domain/people/person.js';
import { toPersianDigits } from '../../domain/text/digits.js';
import { agree, draft, mailedLink, someContent, submit, testApi, withToken } from '../support/api.js';
import { crisisManagement, governor, health, police, redCrescent } from '../support/cast.js';

const api = await testApi();
const { db } = api.database;
const author = await withToken(api, health.officer);

/** A text in review, and the link that its reviewer was mailed. */
async function asked(person: Person) {
  const id = await draft(author);
  const shown = await submit(author, id);
  return { id, shown, ...(await mailedLink(api, id, person)) };
}
const open = (path: string) => request(api.app).get(path);
const decide = (path: string, form: Record<string, string>) =>
  request(api.app).post(path).type('form').send(form);
const given = (id: string) => db.select().from(decisions).where(eq(decisions.announcementId, id));
const invitationOf = async (id: string) =>
  (await db.select().from(invitations).where(eq(invitations.id, id)))[0]!;

describe('opening a link', () => {
  test('shows the whole text, kept by nobody and told to nobody, and only notes that it was fetched', async () => {
    const { id, path, invitation } = await asked(health.manager);
    for (let times = 0; times < 20; times += 1) await open(path).expect(200);
    await request(api.app).head(path).expect(200);
    const page = await open(path);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.text).toContain(someContent().texts.fa.headline);
    expect(page.text).not.toContain('<script');
    expect(await given(id)).toEqual([]);
    const fetches = await db.select().from(linkFetches).where(eq(linkFetches.invitationId, invitation));
    expect(fetches.map(({ method }) => method).filter((method) => method === 'HEAD')).toHaveLength(1);
    expect(fetches).toHaveLength(22);
    expect(await invitationOf(invitation)).toMatchObject({ wrongTries: 0, endedAt: null });
  });

  test('of unknown and malformed links is the same 404, byte for byte', async () => {
    const paths = [`/d/${'A'.repeat(43)}`, '/d/short', `/d/${'B'.repeat(300)}`, '/d/%D8%B3'];
    const pages = await Promise.all(paths.map(open));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  });
});

describe('deciding by link', () => {
  test('with the code of the mail, in any digits, gives a receipt that stays the same', async () => {
    const { id, path, code, invitation } = await asked(health.manager);
    const typed = toPersianDigits(`${code.slice(0, 3)} ${code.slice(3)}`);
    const answer = await decide(path, { decision: 'approve', code: typed, note: 'خوانده شد' });
    expect([answer.status, answer.headers['location']]).toEqual([303, path]);
    const [decision, ...more] = await given(id);
    expect(more).toEqual([]);
    expect(decision).toMatchObject({
      decision: 'approve',
      assurance: 'code',
      personId: health.manager.id,
      invitationId: invitation,
      status: 'applied',
      note: 'خوانده شد',
    });
    const receipt = await open(path).expect(200);
    await decide(path, { decision: 'reject', code, note: 'پشیمان شدم' }).expect(303);
    expect((await open(path)).text).toBe(receipt.text);
    expect(await given(id)).toHaveLength(1);
  });

  test('clicked fifty times at once is one decision', async () => {
    const { id, path, code } = await asked(health.manager);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => decide(path, { decision: 'approve', code })),
    );
    expect(answers.every(({ status }) => status === 303)).toBe(true);
    expect(await given(id)).toHaveLength(1);
  });

  test('an approval racing a rejection of the same link leaves one of them, and its receipt', async () => {
    const { id, path, code } = await asked(health.manager);
    await Promise.all([
      decide(path, { decision: 'approve', code }),
      decide(path, { decision: 'reject', code, note: 'نادرست است' }),
    ]);
    expect(await given(id)).toHaveLength(1);
  });

  test('while the service is away is recorded, and says so', async () => {
    const { id, path, code } = await asked(health.manager);
    api.link.away = true;
    await decide(path, { decision: 'approve', code }).expect(303);
    expect(await given(id)).toMatchObject([{ status: 'recorded' }]);
    const recorded = (await open(path)).text;
    api.link.away = false;
    await api.link.settle(id);
    const applied = (await open(path)).text;
    expect(applied).not.toBe(recorded);
  });

  test('a decision overtaken by a take-back is void, and its receipt says why', async () => {
    const { id, path, code } = await asked(health.manager);
    api.link.away = true;
    await author.post(`/api/announcements/${id}/take-backs`, {}).expect(202);
    const late = await decide(path, { decision: 'approve', code });
    expect(late.status).toBe(409);
    api.link.away = false;
    await api.link.settle(id);
    expect((await open(path)).status).toBe(410);
    expect(await given(id)).toEqual([]);
  });

  test('a no wants a reason and keeps what was typed; the code is not used up', async () => {
    const { id, path, code } = await asked(health.manager);
    const answer = await decide(path, { decision: 'reject', code, note: '' });
    expect(answer.status).toBe(422);
    expect(await given(id)).toEqual([]);
    await decide(path, { decision: 'reject', code, note: 'آمار نادرست است' }).expect(303);
    expect(await given(id)).toMatchObject([{ decision: 'reject', note: 'آمار نادرست است' }]);
  });
});

describe('codes', () => {
  test('an empty one is no try; five wrong ones end the code and not the link', async () => {
    const { id, path, code, invitation } = await asked(health.manager);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let times = 0; times < 3; times += 1)
      await decide(path, { decision: 'approve', code: '' }).expect(400);
    expect((await invitationOf(invitation)).wrongTries).toBe(0);
    for (let times = 0; times < 5; times += 1)
      await decide(path, { decision: 'approve', code: wrong, note: 'یادداشت من' }).expect(403);
    await decide(path, { decision: 'approve', code }).expect(403);
    expect(await given(id)).toEqual([]);
    expect((await open(path)).text).toContain(`${path}/codes`);
  });

  test('a new one is mailed to whoever types their own address, three times; other addresses do and count nothing', async () => {
    const { id, path, invitation } = await asked(health.manager);
    const exhaust = async () => {
      const { code } = await mailedLink(api, id, health.manager);
      const wrong = code === '000000' ? '000001' : '000000';
      for (let times = 0; times < 5; times += 1) await decide(path, { decision: 'approve', code: wrong });
    };
    const ask = (email: string) => request(api.app).post(`${path}/codes`).type('form').send({ email });
    await exhaust();
    const answers = [await ask(''), await ask('someone@example.test')];
    expect(await invitationOf(invitation)).toMatchObject({ codesSent: 0, wrongTries: 5 });
    answers.push(await ask(` ${health.manager.email.toUpperCase()} `));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await invitationOf(invitation)).toMatchObject({ codesSent: 1, wrongTries: 0, codeGeneration: 2 });
    for (let times = 0; times < 3; times += 1) {
      await exhaust();
      await ask(health.manager.email);
    }
    expect(await invitationOf(invitation)).toMatchObject({ codesSent: 3, wrongTries: 5 });
    const mails = await db.select().from(outbox).where(eq(outbox.kind, 'staff_mail'));
    expect(mails.filter(({ key }) => key.startsWith(`new-code/${invitation}/`))).toHaveLength(3);
    const { path: same } = await mailedLink(api, id, health.manager);
    expect(same).toBe(path);
  });
});

describe('links that ended, and links of others', () => {
  test('a link whose seat a colleague filled tells its own holder who did', async () => {
    const { id, shown, path, code } = await asked(health.manager);
    const standIn = await withToken(api, health.standIn);
    await standIn.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' }).expect(201);
    const page = await open(path).expect(410);
    expect(page.text).toContain(health.standIn.name.fa);
    await decide(path, { decision: 'reject', code, note: 'نه' }).expect(410);
    expect(await given(id)).toHaveLength(1);
  });

  test('a new version ends the old link at once, and the new page shows the difference from the old text', async () => {
    const { id, path, code } = await asked(redCrescent.manager);
    await decide(path, { decision: 'request_changes', code, note: 'نام راه؟' }).expect(303);
    await author.post(`/api/announcements/${id}/take-backs`, {}).expect(201);
    const content = someContent();
    const fa = { ...content.texts.fa, headline: 'راهِ تازه‌نوشته‌شده' };
    await author
      .put(
        `/api/announcements/${id}/draft`,
        { content: { ...content, texts: { ...content.texts, fa } } },
        '"1"',
      )
      .expect(200);
    await submit(author, id, 2);
    const again = await mailedLink(api, id, redCrescent.manager);
    expect(again.path).not.toBe(path);
    const page = await open(again.path).expect(200);
    expect(page.text).toContain('<ins');
    expect(page.text).toContain('<del');
    await decide(again.path, { decision: 'approve', code }).expect(403);
    await decide(again.path, { decision: 'approve', code: again.code }).expect(303);
  });

  test('a signer never decides by code alone: the link leads to signing in', async () => {
    const id = await draft(author);
    await agree(api, id, await submit(author, id));
    const { path, code } = await mailedLink(api, id, governor);
    const page = await open(path).expect(200);
    expect(page.text).toContain('/sign-in?next=');
    await decide(path, { decision: 'approve', code }).expect(403);
    expect((await given(id)).filter(({ stage }) => stage === 'sign_off')).toEqual([]);
  });

  test("another person's code does not open this seat", async () => {
    const first = await asked(health.manager);
    const other = await mailedLink(api, first.id, police.manager);
    await decide(first.path, { decision: 'approve', code: other.code }).expect(403);
    expect(await given(first.id)).toEqual([]);
  });

  test('two people of one seat: the first decision stands, the second is told', async () => {
    const { id, path, code } = await asked(crisisManagement.manager);
    await decide(path, { decision: 'approve', code }).expect(303);
    const standIn = await withToken(api, crisisManagement.standIn);
    const { inFlight } = (await author.get(`/api/announcements/${id}`)).body;
    const answer = await standIn.post(`/api/announcements/${id}/reviews`, {
      version: 1,
      manifestSha256: inFlight.manifestSha256,
      decision: 'reject',
      note: 'نه',
    });
    expect(answer.body.code).toBe('seat_already_decided');
  });
});

test('no token, code or note of a link is ever logged', async () => {
  const { path, code } = await asked(health.manager);
  await decide(path, { decision: 'approve', code, note: 'یادداشت محرمانه' });
  await open(`${path}?lang=en`);
  const log = api.log.join('\n');
  expect(log).toContain('/d/[cut]');
  for (const secret of [path.slice(3), code, 'محرمانه']) expect(log).not.toContain(secret);
});
