import { expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import request from 'supertest';
import { temporalLink } from '../../api/temporal.js';
import type { Person } from '../../domain/people/person.js';
import { contentOf, texts } from '../../start/seed-texts.js';
import { signedIn, testApiOn } from '../support/api.js';
import { crisisManagement, governor, health, officer, redCrescent } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { temporalAddress } from '../support/temporal.js';
import { waitFor } from '../support/wait-for.js';

const engine = await testEngine();
const temporal = temporalLink(await temporalAddress(), 'default');
const api = testApiOn(engine.database, { temporal });
await engine.startWorker();

/** The decision link and the code, as the person reads them in the newest mail with a link. */
async function mailOf(person: Person): Promise<{ path: string; code: string }> {
  return waitFor(`a mail to ${person.email}`, async () => {
    const mail = engine.smtp.to(person.email).at(-1);
    const text = mail ? ((await simpleParser(mail.raw)).text ?? '') : '';
    const path = /http:\/\/127\.0\.0\.1:3000(\/d\/[\w-]{43})/.exec(text)?.[1];
    const code = /(?<!\d)(\d{3})\s?(\d{3})(?!\d)/.exec(text);
    return path && code ? { path, code: `${code[1]}${code[2]}` } : null;
  });
}

test('from a draft to the public: drafted, mailed, approved by link, signed on the desk, read by everybody', async () => {
  const author = await signedIn(api, officer);
  const content = {
    ...contentOf(texts.roadClosure, new Date().toISOString()),
    audience: { lists: [engine.list] },
  };
  const created = await author
    .post('/api/announcements')
    .set('Idempotency-Key', '1')
    .send({ kind: 'announcement', severity: 'crisis', content });
  const id = (created.body as { id: string }).id;
  const submitted = await author
    .post(`/api/announcements/${id}/submissions`)
    .set('Idempotency-Key', '2')
    .send({ revision: 1 });
  expect([submitted.status, (submitted.body as { status: string }).status]).toEqual([201, 'in_review']);

  for (const { manager } of [crisisManagement, health, redCrescent]) {
    const { path, code } = await mailOf(manager);
    const page = await request(api.app).get(path).expect(200);
    expect(page.text).toContain(content.texts.fa.headline);
    await request(api.app).post(path).type('form').send({ decision: 'approve', code }).expect(303);
    await request(api.app).get(path).expect(200);
  }

  const { path: link, code } = await mailOf(governor);
  expect((await request(api.app).get(link)).text).toContain('/sign-in?next=');
  const agent = await signedIn(api, governor);
  const desk = `/desk/announcements/${id}`;
  const { text } = await agent.get(desk).expect(200);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
  const form = {
    csrf: field('csrf'),
    key: field('key'),
    version: field('version'),
    manifest: field('manifest'),
    decision: 'sign',
    release: 'now',
    code,
  };
  await agent.post(`${desk}/sign-offs`).type('form').send(form).expect(303);

  const released = await waitFor('the newsroom', async () => {
    const page = await request(api.app).get(`/announcements/${id}`);
    return page.status === 200 ? page : null;
  });
  expect(released.text).toContain(content.texts.fa.headline);
  for (const path of ['/feed.atom', '/feed.rss', '/cap/feed.atom'])
    expect((await request(api.app).get(path)).text).toContain(id);
  const reader = await waitFor("a reader's mail", () => engine.smtp.to('reader1@example.test')[0]);
  const unsubscribe =
    /List-Unsubscribe:\s*<http:\/\/127\.0\.0\.1:3000(\/unsubscribe\/[^>]+)>/.exec(
      reader.raw.replaceAll(/\r?\n[ \t]/g, ''),
    )?.[1] ?? '';
  await request(api.app).get(unsubscribe).expect(200);
  await request(api.app).post(unsubscribe).type('form').send({ 'List-Unsubscribe': 'One-Click' }).expect(200);
  const sums = await waitFor('every copy', async () => {
    const { body } = await author.get(`/api/announcements/${id}/deliveries`);
    const [email] = (
      body as { sums: { state: string; counts: { snapshot: number; states: Record<string, number> } }[] }
    ).sums;
    return email?.state === 'complete' ? email : null;
  });
  expect(sums.counts).toEqual({ snapshot: 3, states: { accepted: 3 } });
});
