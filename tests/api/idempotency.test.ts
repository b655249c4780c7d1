import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { claimKey, forgetOldKeys } from '../../database/idempotency.js';
import { announcements, idempotencyKeys } from '../../database/schema.js';
import { sha256 } from '../../api/auth/secrets.js';
import { someContent, testApi, untilAnswered, withToken } from '../support/api.js';
import { health, police } from '../support/cast.js';

const api = await testApi();
const { db, pool } = api.database;
const author = await withToken(api, health.officer);
const body = { kind: 'announcement', severity: 'crisis', content: someContent() };
const count = async () => (await db.select().from(announcements)).length;

describe('an Idempotency-Key', () => {
  test('is asked for on every POST', async () => {
    const answer = await author.post('/api/announcements', body, ' ');
    expect(answer.body).toMatchObject({ code: 'idempotency_key_required', status: 400 });
  });

  test('makes fifty requests one, with one answer byte by byte', async () => {
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => untilAnswered(() => author.post('/api/announcements', body, 'fifty'))),
    );
    expect(
      new Set(answers.map(({ status, text, headers }) => `${status} ${headers['location']} ${text}`)).size,
    ).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('with another body is refused, and belongs to its person and its address alone', async () => {
    await author.post('/api/announcements', body, 'mine').expect(201);
    const other = await author.post('/api/announcements', { ...body, severity: 'routine' }, 'mine');
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused', status: 422 });
    const colleague = await withToken(api, police.officer);
    expect((await colleague.post('/api/announcements', body, 'mine')).status).toBe(201);
    expect(
      (
        await author.post(
          '/api/previews',
          { kind: 'announcement', severity: 'crisis', content: body.content },
          'mine',
        )
      ).status,
    ).toBe(200);
  });

  test('keeps refusals too: the same request is refused alike', async () => {
    const wrong = { ...body, kind: 'poem' };
    const first = await author.post('/api/announcements', wrong, 'wrong');
    const second = await author.post('/api/announcements', wrong, 'wrong');
    expect([first.status, second.text]).toEqual([400, first.text]);
  });

  test('whose first request is under way is waited for, and then told when to come back', async () => {
    const { id } = await authorKey();
    const request = {
      actor: id,
      route: 'POST /api/announcements',
      key: 'slow',
      bodySha256: sha256(JSON.stringify(body)),
    };
    expect(await claimKey(db, request)).toEqual({ claim: 'mine' });
    const answer = await author.post('/api/announcements', body, 'slow');
    expect(answer.body).toMatchObject({ code: 'idempotency_key_in_progress', status: 409 });
    expect(answer.headers['retry-after']).toBe('1');
  });

  test('whose holder died is taken over, and the repetition finds what was made', async () => {
    const made = await author.post('/api/announcements', body, 'died');
    await pool.query(
      `update idempotency_keys set status = null, finished_at = null, created_at = now() - interval '1 minute' where key = 'died'`,
    );
    const before = await count();
    const again = await author.post('/api/announcements', body, 'died');
    expect([again.status, again.body.id]).toEqual([201, made.body.id]);
    expect(await count()).toBe(before);
  });

  test('is forgotten after two days', async () => {
    await pool.query(`update idempotency_keys set created_at = now() - interval '3 days' where key = 'mine'`);
    await forgetOldKeys(db);
    expect(await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'mine'))).toEqual([]);
  });
});

/** The actor that the author's token counts as. */
async function authorKey(): Promise<{ id: string }> {
  await author.post('/api/announcements', body, 'whoami').expect(201);
  const [row] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, 'whoami'));
  return { id: row!.actor };
}
