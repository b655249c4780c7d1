import { describe, expect, test } from '@jest/globals';
import { draft, someContent, submit, testApi, withToken } from '../support/api.js';
import { health, officer, police } from '../support/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);

const changed = (headline: string) => {
  const content = someContent();
  return { content: { ...content, texts: { ...content.texts, fa: { ...content.texts.fa, headline } } } };
};

describe('changing a draft', () => {
  test('moves it to the next revision and tells its ETag', async () => {
    const id = await draft(author);
    const answer = await author.put(`/api/announcements/${id}/draft`, changed('عنوان تازه'), '"1"');
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe('"2"');
    expect(answer.body).toMatchObject({ revision: 2, changedBy: { id: health.officer.id } });
  });

  test('without If-Match is refused with 428, on an older revision with 412 and the name of who changed it', async () => {
    const id = await draft(author);
    const colleague = await withToken(api, health.manager);
    expect((await author.put(`/api/announcements/${id}/draft`, changed('یک'))).status).toBe(428);
    await author.put(`/api/announcements/${id}/draft`, changed('یک'), '"1"').expect(200);
    const late = await author.put(`/api/announcements/${id}/draft`, changed('دو'), '"1"');
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({
      code: 'precondition_failed',
      reasons: [{ current: '2', changedBy: health.officer.id }],
    });
    expect(late.body.detail).toContain(health.officer.name.fa);
    expect(late.headers['etag']).toBe('"2"');
    expect((await colleague.put(`/api/announcements/${id}/draft`, changed('سه'), '"2"')).status).toBe(403);
  });

  test('is over once it is submitted', async () => {
    const id = await draft(author);
    await submit(author, id);
    const answer = await author.put(`/api/announcements/${id}/draft`, changed('دیر'), '"1"');
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('not_allowed_in_state');
  });
});

describe('submitting', () => {
  test('names the revision its submitter saw; another is refused with who changed it', async () => {
    const id = await draft(author);
    await author.put(`/api/announcements/${id}/draft`, changed('تازه'), '"1"').expect(200);
    const stale = await author.post(`/api/announcements/${id}/submissions`, { revision: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('draft_revision_differs');
    const shown = await submit(author, id, 2);
    expect(shown).toEqual({ version: 1, manifestSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('of a text without its withdrawal, and much else wrong, gives all reasons at once', async () => {
    const content = someContent();
    const empty = {
      ...content,
      withdrawal: { fa: { headline: '', body: '' } },
      channels: ['email'],
      texts: { fa: { ...content.texts.fa, headline: '' } },
    };
    const id = await draft(author, { content: empty });
    const answer = await author.post(`/api/announcements/${id}/submissions`, { revision: 1 });
    const codes = answer.body.reasons.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['text_empty', 'withdrawal_missing', 'channel_unavailable']),
    );
  });

  test('is not for a reader of another agency', async () => {
    const id = await draft(author);
    const other = await withToken(api, police.officer);
    expect((await other.post(`/api/announcements/${id}/submissions`, { revision: 1 })).status).toBe(404);
    const inOffice = await withToken(api, officer);
    expect((await inOffice.post(`/api/announcements/${id}/submissions`, { revision: 1 })).status).toBe(403);
  });
});

describe('taking back and giving up', () => {
  test('a text in review goes back to draft, and can then be abandoned', async () => {
    const id = await draft(author);
    await submit(author, id);
    const back = await author.post(`/api/announcements/${id}/take-backs`, { reason: 'یک عدد نادرست بود' });
    expect(back.body).toMatchObject({ outcome: 'applied', status: 'draft' });
    const gone = await author.post(`/api/announcements/${id}/abandonments`, {});
    expect(gone.body).toMatchObject({ outcome: 'applied', status: 'abandoned' });
    const again = await author.post(`/api/announcements/${id}/abandonments`, {});
    expect(again.status).toBe(409);
  });

  test('while the deciding service is away an act is recorded, and takes effect when it returns', async () => {
    const id = await draft(author);
    await submit(author, id);
    api.link.away = true;
    const answer = await author.post(`/api/announcements/${id}/take-backs`, {});
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ outcome: 'recorded', status: 'in_review' });
    api.link.away = false;
    await api.link.settle(id);
    expect((await author.get(`/api/announcements/${id}`)).body.status).toBe('draft');
  });
});
