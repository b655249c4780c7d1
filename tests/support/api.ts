import { afterAll } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import type { Express } from 'express';
import { createApp } from '../../api/app.js';
import { cookiesFor } from '../../api/auth/cookie.js';
import type { Context } from '../../api/context.js';
import { limiter, usualLimits, type Limits } from '../../api/http/rate-limits.js';
import { liveChanges } from '../../api/live/changes.js';
import { apiMetrics } from '../../api/operations/metrics.js';
import type { TemporalLink } from '../../api/temporal.js';
import { codeHmac, linkCode, linkToken } from '../../config/derive.js';
import { cliActor } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import { mustGrant } from '../../database/ruling.js';
import { invitations } from '../../database/schema.js';
import { createToken, type TokenScope } from '../../database/tokens.js';
import type { Person } from '../../domain/people/person.js';
import { seedContacts } from '../../start/seed-contacts.js';
import { seedOffice } from '../../start/seed.js';
import { contentOf, texts } from '../../start/seed-texts.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { decidingLink, type DecidingLink } from './deciding-link.js';
import { crisisManagement, governor, health, redCrescent } from './cast.js';

export const secretKey = 'a test key that is longer than thirty-two characters';
export const baseUrl = 'http://127.0.0.1:3000';

/** The product's HTTP server on a database of its own, with the office of the trial in it. */
export interface TestApi {
  readonly app: Express;
  readonly context: Context;
  readonly database: FreshDatabase;
  readonly link: DecidingLink;
  /** Every line the server logged. */
  readonly log: string[];
}

export interface TestApiOptions {
  readonly mode?: 'trial' | 'live';
  readonly baseUrl?: string;
  readonly limits?: Partial<Limits>;
  readonly temporal?: TemporalLink;
}

/** Everything a file's servers hold open; ended before their database is dropped. */
const open: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(open.map((close) => close())));

/** Call it at the top of a test file. Limits are off unless a test is about them. */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = await freshDatabase();
  await inTransaction(database.db, async (tx) => {
    await seedOffice(tx);
    await seedContacts(tx);
  });
  return testApiOn(database, options);
}

/** A further server on the same database. */
export function testApiOn(database: FreshDatabase, options: TestApiOptions = {}): TestApi {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const url = options.baseUrl ?? baseUrl;
  const mailFrom = { name: 'استانداری', address: 'eblagh@example.test' };
  const link = decidingLink(database.db, { secretKey, baseUrl: url, mailFrom });
  const off = Object.fromEntries(Object.keys(usualLimits).map((name) => [name, 1_000_000]));
  const changes = liveChanges(database.url, log);
  open.push(() => changes.close());
  const context: Context = {
    settings: {
      mode: options.mode ?? 'trial',
      baseUrl: url,
      secretKey,
      smtpUrl: 'smtp://127.0.0.1:9',
      sender: mailFrom.address,
      mailboxPort: null,
    },
    connection: database,
    db: database.db,
    temporal: options.temporal ?? link,
    redis: null,
    log,
    cookies: cookiesFor(url.startsWith('https:')),
    limit: limiter({ ...usualLimits, ...off, ...options.limits }, null),
    changes,
    metrics: apiMetrics(database.db),
  };
  return { app: createApp(context), context, database, link, log: lines };
}

/** A person's way in by an API token, with an Idempotency-Key of its own for every POST unless one is given. */
export async function withToken({ app, database }: TestApi, person: Person, scope: TokenScope = 'decide') {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const made = await inTransaction(database.db, async (tx) => mustGrant(await createToken(tx, cliActor, { personId: person.id, scope, until })));
  const bearer = `Bearer ${made.token}`;
  return {
    token: made.token,
    get: (path: string) => request(app).get(path).set('Authorization', bearer),
    delete: (path: string) => request(app).delete(path).set('Authorization', bearer),
    put: (path: string, body: object, ifMatch?: string) => {
      const put = request(app).put(path).set('Authorization', bearer);
      return (ifMatch === undefined ? put : put.set('If-Match', ifMatch)).send(body);
    },
    patch: (path: string, body: object, ifMatch: string) =>
      request(app).patch(path).set('Authorization', bearer).set('If-Match', ifMatch).send(body),
    post: (path: string, body: object, key: string = randomUUID()) =>
      request(app).post(path).set('Authorization', bearer).set('Idempotency-Key', key).send(body),
  };
} // prettier-ignore

/** A person's way in by the trial's sign-in: an agent that keeps the cookie. */
export async function signedIn({ app }: TestApi, person: Person) {
  const agent = request.agent(app);
  await agent.post('/sign-in').send({ person: person.id }).expect(200);
  return agent;
}

/** Sends again while the first request of the same key is under way, as its answer asks. */
export async function untilAnswered(send: () => request.Test): Promise<request.Response> {
  for (;;) {
    const answer = await send();
    if ((answer.body as { code?: string }).code !== 'idempotency_key_in_progress') return answer;
  }
}

/** A complete text for an announcement, of the trial's own. */
export const someContent = (text: keyof typeof texts = 'roadClosure') =>
  contentOf(texts[text], new Date().toISOString());

export type Client = Awaited<ReturnType<typeof withToken>>;

/** Starts a draft as its author would; gives its id. */
export async function draft(author: Client, wish: object = {}): Promise<string> {
  const body = { kind: 'announcement', severity: 'crisis', content: someContent(), ...wish };
  const answer = await author.post('/api/announcements', body);
  if (answer.status !== 201) throw new Error(`no draft: ${answer.text}`);
  return (answer.body as { id: string }).id;
}

export interface Shown {
  readonly version: number;
  readonly manifestSha256: string;
}

/** Submits the draft as it is; gives what deciders are shown. */
export async function submit(author: Client, id: string, revision = 1): Promise<Shown> {
  const answer = await author.post(`/api/announcements/${id}/submissions`, { revision });
  if (answer.status >= 300) throw new Error(`not submitted: ${answer.text}`);
  const read = await author.get(`/api/announcements/${id}`);
  const { inFlight } = read.body as { inFlight: { number: number; manifestSha256: string } };
  return { version: inFlight.number, manifestSha256: inFlight.manifestSha256 };
}

/** Lets crisis management, health and the Red Crescent approve: enough for the crisis policy. */
export async function agree(api: TestApi, id: string, shown: Shown): Promise<void> {
  for (const manager of [crisisManagement.manager, health.manager, redCrescent.manager]) {
    const client = await withToken(api, manager);
    const answer = await client.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' });
    if (answer.status !== 201) throw new Error(`not approved: ${answer.text}`);
  }
}

/** The governor signs for now: it is released. */
export async function sign(api: TestApi, id: string, shown: Shown, wish: object = {}): Promise<void> {
  const client = await withToken(api, governor);
  const answer = await client.post(`/api/announcements/${id}/sign-offs`, { ...shown, decision: 'sign', ...wish });
  if (answer.status !== 201) throw new Error(`not signed: ${answer.text}`);
} // prettier-ignore

/** The whole way from draft to the public. */
export async function release(api: TestApi, author: Client, wish: object = {}): Promise<string> {
  const id = await draft(author, wish);
  const shown = await submit(author, id);
  await agree(api, id, shown);
  await sign(api, id, shown);
  return id;
}

/** The link and code in the mail of one person's open (or last) invitation. */
export async function mailedLink({ database }: TestApi, announcement: string, person: Person) {
  const rows = await database.db.select().from(invitations);
  const own = rows.filter((row) => row.announcementId === announcement && row.personId === person.id);
  const invitation = own.toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1))[0];
  if (!invitation) throw new Error('not asked');
  const code = linkCode(secretKey, invitation.id, invitation.codeGeneration);
  if (!invitation.codeHmac?.equals(codeHmac(secretKey, code, invitation.id))) throw new Error('another code is kept');
  return { path: `/d/${linkToken(secretKey, invitation.id, invitation.linkGeneration)}`, code, invitation: invitation.id };
} // prettier-ignore

/** The server on a real port, for what needs one. */
export async function listening(app: Express): Promise<{ url: string; server: Server }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
