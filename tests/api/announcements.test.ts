import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { draft, release, someContent, submit, testApi, withToken } from '../support/api.js';
import { auditor, health, officer, police } from '../support/cast.js';
import { staffOf } from '../../start/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);

describe('starting an announcement', () => {
  test('gives the draft with its address and its ETag, and says what its author may do', async () => {
    const answer = await author.post('/api/announcements', {
      kind: 'announcement',
      severity: 'crisis',
      content: someContent(),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/api/announcements/${answer.body.id}`);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      status: 'draft',
      agency: 'health',
      drill: false,
      draft: { revision: 1 },
    });
    expect(answer.body.may.submit).toEqual([]);
    expect(answer.body.may.sign_off[0].code).toBe('not_allowed_in_state');
  });

  test('is refused to somebody who writes for nobody, in words and with a code', async () => {
    const client = await withToken(api, auditor);
    const answer = await client.post('/api/announcements', {
      kind: 'news',
      severity: 'routine',
      content: someContent(),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      code: 'not_permitted',
      status: 403,
      type: 'urn:eblagh:refusal:not_permitted',
    });
    expect(answer.body.detail).toMatch(/\p{Script=Arabic}/u);
    const english = await client.post('/api/announcements?lang=en', {
      kind: 'news',
      severity: 'routine',
      content: someContent(),
    });
    expect(english.body.detail).not.toMatch(/\p{Script=Arabic}/u);
  });

  test('names every unknown and missing field at once', async () => {
    const { texts: _, ...content } = someContent();
    const answer = await author.post('/api/announcements', {
      kind: 'poem',
      severity: 'crisis',
      mood: 'good',
      content,
    });
    expect(answer.status).toBe(400);
    const faults = answer.body.reasons.map(
      ({ field, problem }: { field: string; problem: string }) => `${field} ${problem}`,
    );
    expect(faults).toEqual(
      expect.arrayContaining(['kind not_one_of', 'mood unknown_field', 'content.texts missing']),
    );
  });

  test('keeps texts in one form: NFC and LF', async () => {
    const content = someContent();
    const fa = { ...content.texts.fa, body: 'سطر یک\r\nسطر دو\rسطر سه آ' };
    const id = await draft(author, { content: { ...content, texts: { ...content.texts, fa } } });
    const read = await author.get(`/api/announcements/${id}`);
    expect(read.body.draft.content.texts.fa.body).toBe('سطر یک\nسطر دو\nسطر سه آ');
  });
});

describe('reading', () => {
  test('what is not released is there for the office, its agency, the seats asked and auditors; for others it is not found', async () => {
    const id = await draft(author);
    const statusFor = async (person: typeof officer) =>
      (await (await withToken(api, person)).get(`/api/announcements/${id}`)).status;
    expect([await statusFor(officer), await statusFor(health.manager), await statusFor(auditor)]).toEqual([
      200, 200, 200,
    ]);
    expect([await statusFor(police.manager), await statusFor(staffOf.roads.officer)]).toEqual([404, 404]);
    await submit(author, id);
    expect([await statusFor(police.manager), await statusFor(staffOf.roads.officer)]).toEqual([200, 404]);
  });

  test('an unknown id, a malformed one and one of others are the same 404', async () => {
    const client = await withToken(api, police.officer);
    const hidden = await draft(author);
    const answers = await Promise.all(
      [hidden, randomUUID(), 'nothing'].map((id) => client.get(`/api/announcements/${id}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test('the list holds exactly what may be read, page by page, the last changed first', async () => {
    const mine = await withToken(api, staffOf.water.officer);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift(await draft(mine, { severity: 'routine' }));
    const seen: string[] = [];
    let path = '/api/announcements?limit=2&agency=water';
    for (;;) {
      const { body } = await mine.get(path);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.next === null) break;
      path = `/api/announcements?limit=2&agency=water&cursor=${body.next}`;
    }
    expect(seen).toEqual(ids);
    const others = await withToken(api, police.officer);
    const { body } = await others.get('/api/announcements?agency=water');
    expect(body.items).toEqual([]);
  });

  test('the timeline and the versions tell who did what, with their words', async () => {
    const id = await release(api, author);
    const timeline = await author.get(`/api/announcements/${id}/timeline`);
    const types = timeline.body.items.map(({ type }: { type: string }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['drafted', 'submitted', 'reviewed', 'agreed', 'signed', 'released']),
    );
    const versions = await author.get(`/api/announcements/${id}/versions`);
    const [version] = versions.body.items;
    expect(version).toMatchObject({
      number: 1,
      submittedBy: { id: health.officer.id },
      contributors: [{ id: health.officer.id }],
    });
    expect(version.decisions).toHaveLength(4);
    const renderings = await author.get(`/api/announcements/${id}/versions/1/renderings`);
    const blocks = renderings.body.items.map(
      ({ block, channel, language }: Record<string, string>) => `${block} ${channel} ${language}`,
    );
    expect(blocks).toEqual(
      expect.arrayContaining(['text newsroom fa', 'text cap null', 'withdrawal email en']),
    );
    expect((await author.get(`/api/announcements/${id}/versions/9/renderings`)).status).toBe(404);
  });

  test('without a name nothing of the API is told', async () => {
    const id = await draft(author);
    for (const path of ['/api/announcements', `/api/announcements/${id}`, '/api/events', '/api/nothing']) {
      const answer = await request(api.app).get(path);
      expect([401, 404]).toContain(answer.status);
      expect(answer.text).not.toContain(id);
    }
  });
});
