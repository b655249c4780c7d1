import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { XMLParser } from 'fast-xml-parser';
import request from 'supertest';
import { announcements, capMessages, releasedRenderings, replacements } from '../../database/schema.js';
import { textOf } from '../../domain/rendering/fill.js';
import { draft, release, signedIn, someContent, submit, testApi, withToken } from '../support/api.js';
import { governor, health } from '../support/cast.js';

const api = await testApi();
const { db } = api.database;
const author = await withToken(api, health.officer);
const get = (path: string) => request(api.app).get(path);

/** Bytes of one announcement on one channel, as the release stored them. */
async function stored(id: string, channel: string, language: string): Promise<string> {
  const rows = await db.select().from(releasedRenderings).where(eq(releasedRenderings.announcementId, id));
  const row = rows.find((one) => one.channel === channel && one.language === language)!;
  return row.parts
    .filter(({ name }) => name === 'body')
    .map(textOf)
    .join('');
}

const withHeadline = (headline: string) => {
  const content = someContent();
  return { content: { ...content, texts: { ...content.texts, fa: { ...content.texts.fa, headline } } } };
};

describe('a released text', () => {
  test('is on its page byte for byte, in both languages, without a script or a cookie', async () => {
    const id = await release(api, author);
    for (const language of ['fa', 'en']) {
      const page = await get(`/announcements/${id}?lang=${language}`).expect(200);
      expect(page.text).toContain(await stored(id, 'newsroom', language));
      expect(page.text).not.toContain('<script');
      expect(page.headers['set-cookie']).toBeUndefined();
      expect(page.headers['content-security-policy']).toContain("script-src 'none'");
      expect(page.text).toContain(
        language === 'fa' ? '<html lang="fa-IR" dir="rtl"' : '<html lang="en-GB" dir="ltr"',
      );
    }
  });

  test('is in the feeds and as a CAP document, byte for byte, which never changes', async () => {
    const id = await release(api, author);
    const atom = await get('/feed.atom').expect(200);
    expect(atom.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(atom.text).toContain(await stored(id, 'atom', 'fa'));
    const rss = await get('/feed.rss?lang=en').expect(200);
    expect(rss.text).toContain(await stored(id, 'rss', 'en'));
    const [{ identifier } = { identifier: '' }] = await db
      .select()
      .from(capMessages)
      .where(eq(capMessages.announcementId, id));
    const document = await get(`/cap/${identifier}.xml`).buffer().parse(asText).expect(200);
    expect(document.headers['cache-control']).toContain('immutable');
    expect(document.body).toBe(await stored(id, 'cap', 'all'));
    const capFeed = await get('/cap/feed.atom').expect(200);
    expect(capFeed.text).toContain(`<id>${identifier}</id>`);
    for (const { text } of [atom, rss, capFeed])
      expect(() => new XMLParser({ processEntities: false }).parse(text, true)).not.toThrow();
  });

  test('has strong ETags that change with its status, and 304 for who has it', async () => {
    const id = await release(api, author);
    for (const path of [`/announcements/${id}`, '/', '/feed.atom', '/feed.rss', '/cap/feed.atom']) {
      for (const encoding of ['identity', 'gzip']) {
        const page = await get(path).set('Accept-Encoding', encoding);
        const etag = page.headers['etag'] ?? '';
        expect(etag).toMatch(encoding === 'gzip' ? /^".+-gzip"$/ : /^"[^"]+"$/);
        const again = await get(path).set('Accept-Encoding', encoding).set('If-None-Match', etag);
        expect([again.status, again.headers['etag']]).toEqual([304, etag]);
      }
    }
    const before = (await get(`/announcements/${id}`)).headers['etag'] ?? '';
    const later = await release(api, author);
    await db.insert(replacements).values({
      replacementId: later,
      targetId: id,
      drill: false,
      effect: 'superseded',
      activatedAt: new Date().toISOString(),
    });
    const after = await get(`/announcements/${id}`).set('If-None-Match', before).expect(200);
    expect(after.headers['etag']).not.toBe(before);
    expect(after.text).toContain(`/announcements/${later}`);
  });

  test('is found by its number and by words however they are spelled', async () => {
    const id = await release(api, author, withHeadline('بازگشایی گردنهٔ کیانی در شبِ يلدا'));
    const [row] = await db.select().from(announcements).where(eq(announcements.id, id));
    const number = String(row?.number);
    const persian = number.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '');
    for (const q of ['كياني', 'گردنه  یلدا', persian, number]) {
      expect((await get('/').query({ q })).text).toContain(`/announcements/${id}`);
    }
    const nothing = await get('/').query({ q: 'ناموجود%_' });
    expect(nothing.text).not.toContain('/announcements/');
    expect((await get('/').query({ q: "'; drop table announcements; --" })).status).toBe(200);
  });

  test('expires on its page by the clock, whether or not its workflow has heard of it', async () => {
    const id = await release(api, author);
    await db
      .update(announcements)
      .set({ expiresAt: sql`now() - interval '1 hour'` })
      .where(eq(announcements.id, id));
    const page = await get(`/announcements/${id}?lang=en`);
    expect(page.text).toContain('stopped being valid');
  });

  test('is vouched for with its hashes', async () => {
    const id = await release(api, author);
    const page = await get(`/verify/${id}`).expect(200);
    const { body } = await author.get(`/api/announcements/${id}/versions`);
    expect(page.text).toContain(body.items[0].manifestSha256);
    await get(`/verify/${randomUUID()}`).expect(404);
    await get('/verify/nothing').expect(404);
  });
});

const asText = (res: request.Response, done: (error: Error | null, body: string) => void) => {
  const chunks: Buffer[] = [];
  (res as unknown as NodeJS.ReadableStream).on('data', (chunk: Buffer) => chunks.push(chunk));
  (res as unknown as NodeJS.ReadableStream).on('end', () =>
    done(null, Buffer.concat(chunks).toString('utf8')),
  );
};

describe('what is not released', () => {
  test('is as unknown as what never was, in every place', async () => {
    const drafted = await draft(author);
    const inReview = await draft(author);
    await submit(author, inReview);
    const pages = await Promise.all(
      [drafted, inReview, randomUUID()].map((id) => get(`/announcements/${id}`)),
    );
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    const same = pages.map(({ text }, index) => text.replaceAll([drafted, inReview][index] ?? 'x', ''));
    expect(same[0]).toBe(same[1]);
    for (const path of ['/', '/feed.atom', '/feed.rss', '/cap/feed.atom']) {
      const { text } = await get(path);
      for (const id of [drafted, inReview]) expect(text).not.toContain(id);
    }
  });
});

describe('a drill', () => {
  test('never reaches the public; those signed in see it marked', async () => {
    const id = await release(api, author, { drill: true });
    await get(`/announcements/${id}`).expect(404);
    await get(`/verify/${id}`).expect(404);
    await get('/drill').expect(303);
    for (const path of ['/', '/feed.atom', '/feed.rss', '/cap/feed.atom'])
      expect((await get(path)).text).not.toContain(id);
    const [cap] = await db.select().from(capMessages).where(eq(capMessages.announcementId, id));
    if (cap) await get(`/cap/${cap.identifier}.xml`).expect(404);
    const agent = await signedIn(api, governor);
    const list = await agent.get('/drill').expect(200);
    expect(list.text).toContain(`/drill/announcements/${id}`);
    const page = await agent.get(`/drill/announcements/${id}`).expect(200);
    expect(page.text).toContain('مانور');
    expect(page.headers['cache-control']).toBe('no-store');
  });
});

test('the list turns pages both ways without losing one', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1) ids.push(await release(api, author));
  const count = (await db.select().from(announcements)).filter(
    ({ releasedAt, drill }) => releasedAt && !drill,
  ).length;
  const found = new Set<string>();
  let path: string | undefined = '/';
  let turns = 0;
  while (path && turns < 20) {
    const { text } = await get(path);
    for (const [, id] of text.matchAll(/href="\/announcements\/([0-9a-f-]{36})"/g)) found.add(id!);
    path = /href="(\/\?[^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    turns += 1;
  }
  expect(found.size).toBe(count);
});

test('style sheets, fonts and icon are kept for ever under an address of their own', async () => {
  const { text } = await get('/');
  const hrefs = [...text.matchAll(/href="(\/assets\/[^"]+)"/g)].map(([, href]) => href!);
  expect(hrefs.length).toBeGreaterThan(2);
  for (const href of hrefs) {
    const asset = await get(href).expect(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  await get('/assets/0000000000000000/base.css').expect(404);
  await get('/assets/%2e%2e/package.json').expect(404);
});
