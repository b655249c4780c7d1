import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { announcements, fanOuts } from '../../database/schema.js';
import {
  agree,
  draft,
  mailedLink,
  release,
  sign,
  signedIn,
  submit,
  testApi,
  withToken,
  type Shown,
} from '../support/api.js';
import { governor, health, officer } from '../support/cast.js';

const api = await testApi();
const { db } = api.database;
const author = await withToken(api, health.officer);
const pr = await withToken(api, officer);
const signer = await withToken(api, governor);

async function agreed(): Promise<{ id: string; shown: Shown }> {
  const id = await draft(author);
  const shown = await submit(author, id);
  await agree(api, id, shown);
  return { id, shown };
}
const statusOf = async (id: string) =>
  (await db.select().from(announcements).where(eq(announcements.id, id)))[0]?.status;

describe('a signed text', () => {
  test('signed for a manual go waits for it, and the go names what was shown', async () => {
    const { id, shown } = await agreed();
    await sign(api, id, shown, { release: 'manual' });
    expect(await statusOf(id)).toBe('signed_off');
    const { inFlight } = (await pr.get(`/api/announcements/${id}`)).body;
    const go = (wish: object) =>
      signer.post(`/api/announcements/${id}/releases`, {
        ...shown,
        audienceCount: inFlight.audienceCount,
        ...wish,
      });
    expect((await go({ manifestSha256: 'f'.repeat(64) })).body.code).toBe('hash_differs');
    expect((await go({})).status).toBe(201);
    expect(await statusOf(id)).toBe('released');
    expect((await go({})).body.code).toBe('not_allowed_in_state');
  });

  test('signed for a moment needs one that is to come', async () => {
    const { id, shown } = await agreed();
    const at = (moment: string | undefined) =>
      signer.post(`/api/announcements/${id}/sign-offs`, {
        ...shown,
        decision: 'sign',
        release: 'at',
        ...(moment ? { at: moment } : {}),
      });
    expect((await at(undefined)).body.reasons[0]).toMatchObject({ field: 'at', problem: 'missing' });
    expect((await at('2020-01-01T00:00:00Z')).body.code).toBe('release_in_past');
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect((await at(soon)).status).toBe(201);
    const { inFlight } = (await pr.get(`/api/announcements/${id}`)).body;
    expect(inFlight.signature).toMatchObject({ release: 'at', releaseAt: soon });
    expect(await statusOf(id)).toBe('signed_off');
  });

  test('that is held goes out when it is freed, and not before', async () => {
    const { id, shown } = await agreed();
    await pr.post(`/api/announcements/${id}/holds`, { reason: 'منتظر تأیید پلیس' }).expect(201);
    await sign(api, id, shown);
    expect(await statusOf(id)).toBe('signed_off');
    const { holds } = (await pr.get(`/api/announcements/${id}`)).body;
    expect(holds).toMatchObject([{ reason: 'person', by: { id: officer.id }, note: 'منتظر تأیید پلیس' }]);
    expect((await author.delete(`/api/announcements/${id}/holds/${holds[0].id}`)).status).toBe(403);
    await pr.delete(`/api/announcements/${id}/holds/${holds[0].id}`).expect(201);
    expect(await statusOf(id)).toBe('released');
  });
});

describe('sending', () => {
  test('is stopped on one channel and goes on; a stop that is not there is not found', async () => {
    const id = await release(api, author);
    await db
      .insert(fanOuts)
      .values({ announcementId: id, channel: 'email', state: 'running' })
      .onConflictDoNothing();
    await pr.post(`/api/announcements/${id}/stops`, { channel: 'email', reason: 'نشانی نادرست' }).expect(201);
    const stopped = (await pr.get(`/api/announcements/${id}`)).body;
    expect(stopped.openStops).toMatchObject([{ channel: 'email', by: { id: officer.id } }]);
    expect(stopped.fanOuts).toMatchObject([{ channel: 'email', state: 'stopped' }]);
    await pr.delete(`/api/announcements/${id}/stops/${stopped.openStops[0].id}`).expect(201);
    expect((await pr.get(`/api/announcements/${id}`)).body.openStops).toEqual([]);
    await pr.delete(`/api/announcements/${id}/stops/${stopped.openStops[0].id}`).expect(404);
  });
});

describe('signing with a session', () => {
  const body = (shown: Shown, wish: object) => ({ ...shown, decision: 'sign', ...wish });

  test('over the API wants the mailed code as well', async () => {
    const { id, shown } = await agreed();
    const agent = await signedIn(api, governor);
    const send = (wish: object, key: string) =>
      agent.post(`/api/announcements/${id}/sign-offs`).set('Idempotency-Key', key).send(body(shown, wish));
    expect((await send({}, '1')).body.reasons[0]).toMatchObject({ field: 'code', problem: 'missing' });
    const { code } = await mailedLink(api, id, governor);
    expect((await send({ code: code === '000000' ? '000001' : '000000' }, '2')).body.code).toBe('code_wrong');
    expect(await statusOf(id)).toBe('awaiting_sign_off');
    expect((await send({ code }, '3')).status).toBe(201);
    expect(await statusOf(id)).toBe('released');
  });

  test('an override by somebody who was not asked wants the code of a mail too', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const agent = await signedIn(api, governor);
    const answer = await agent
      .post(`/api/announcements/${id}/overrides`)
      .set('Idempotency-Key', '1')
      .send({ ...shown, reason: 'جان مردم در خطر است' });
    expect(answer.body.reasons[0]).toMatchObject({ field: 'code', problem: 'missing' });
    expect(await statusOf(id)).toBe('in_review');
    expect(
      (await signer.post(`/api/announcements/${id}/overrides`, { ...shown, reason: ' ' })).body.code,
    ).toBe('reason_required');
    expect(
      (await signer.post(`/api/announcements/${id}/overrides`, { ...shown, reason: 'جان مردم در خطر است' }))
        .status,
    ).toBe(201);
  });
});
