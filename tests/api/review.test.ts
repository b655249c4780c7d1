import { describe, expect, test } from '@jest/globals';
import { draft, submit, testApi, untilAnswered, withToken } from '../support/api.js';
import { crisisManagement, governor, health, police, redCrescent } from '../support/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);
const manager = await withToken(api, health.manager);

describe('a review', () => {
  test('by a token is recorded as that, for the seat of its person', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const answer = await manager.post(`/api/announcements/${id}/reviews`, {
      ...shown,
      decision: 'approve',
      note: 'درست است',
    });
    expect(answer.status).toBe(201);
    const { inFlight } = (await author.get(`/api/announcements/${id}`)).body;
    const seat = inFlight.seats.find((one: { seat: string }) => one.seat === 'health');
    expect(seat.decision).toMatchObject({
      decision: 'approve',
      by: { id: health.manager.id },
      assurance: 'token',
      note: 'درست است',
    });
  });

  test('of another hash, by the author, or without a reason for a no, is refused by name', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const path = `/api/announcements/${id}/reviews`;
    const other = { ...shown, manifestSha256: 'f'.repeat(64), decision: 'approve' };
    expect((await manager.post(path, other)).body.code).toBe('hash_differs');
    expect((await manager.post(path, { ...shown, decision: 'reject' })).body.code).toBe('reason_required');
    const own = await author.post(path, { ...shown, decision: 'approve' });
    expect(own.status).toBe(403);
    expect(own.body.reasons.map(({ code }: { code: string }) => code)).toContain(
      'contributor_may_not_decide',
    );
  });

  test('needs a token that may decide', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const reader = await withToken(api, health.manager, 'read');
    const writer = await withToken(api, health.manager, 'write');
    for (const client of [reader, writer]) {
      const answer = await client.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' });
      expect(answer.body).toMatchObject({ code: 'scope_too_narrow', status: 403 });
    }
  });

  test('fifty at once under one key are one decision with one answer', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        untilAnswered(() =>
          manager.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' }, 'one-click'),
        ),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const { body } = await author.get(`/api/announcements/${id}/versions`);
    expect(body.items[0].decisions).toHaveLength(1);
  });

  test('fifty at once under fifty keys are one decision and forty-nine refusals that name it', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        manager.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' }),
      ),
    );
    const applied = answers.filter(({ status }) => status < 300);
    expect(applied).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(49);
    expect(refused.every(({ body }) => body.code === 'seat_already_decided')).toBe(true);
  });
});

describe('objections, retractions and waivers', () => {
  test('a seat that decided may retract while nothing is signed; it opens again', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const given = await manager.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' });
    const answer = await manager.post(`/api/announcements/${id}/retractions`, {
      decision: given.body.id,
      note: 'اشتباه خواندم',
    });
    expect(answer.status).toBe(201);
    const { inFlight } = (await author.get(`/api/announcements/${id}`)).body;
    expect(inFlight.seats.find((one: { seat: string }) => one.seat === 'health').decision).toBeNull();
    const others = await withToken(api, police.manager);
    expect(
      (await others.post(`/api/announcements/${id}/retractions`, { decision: given.body.id })).status,
    ).toBe(403);
  });

  test('an objection needs words and stands on record', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    await manager.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' }).expect(201);
    const path = `/api/announcements/${id}/objections`;
    expect((await manager.post(path, { version: shown.version, note: ' ' })).body.code).toBe(
      'reason_required',
    );
    expect((await manager.post(path, { version: shown.version, note: 'عدد سوم نادرست است' })).status).toBe(
      201,
    );
    const { inFlight } = (await author.get(`/api/announcements/${id}`)).body;
    expect(inFlight.objections).toMatchObject([{ seat: 'health', reason: 'عدد سوم نادرست است' }]);
  });

  test('the governor waives a seat with a reason; a reviewer may not', async () => {
    const id = await draft(author);
    await submit(author, id);
    const waiver = { seat: 'crisis-management', reason: 'تلفن قطع است' };
    expect((await manager.post(`/api/announcements/${id}/waivers`, waiver)).body.code).toBe('not_permitted');
    const office = await withToken(api, governor);
    expect((await office.post(`/api/announcements/${id}/waivers`, waiver)).status).toBe(201);
  });

  test('a no of a seat that must agree returns the text with its reasons', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const crisis = await withToken(api, crisisManagement.manager);
    const answer = await crisis.post(`/api/announcements/${id}/reviews`, {
      ...shown,
      decision: 'request_changes',
      note: 'نام راه را بنویسید',
    });
    expect(answer.body.status).toBe('draft');
    const late = await withToken(api, redCrescent.manager);
    const after = await late.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' });
    expect(after.status).toBe(404);
  });
});
