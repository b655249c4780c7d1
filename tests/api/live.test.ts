import { describe, expect, test } from '@jest/globals';
import { get, type IncomingMessage } from 'node:http';
import { afterEach } from '@jest/globals';
import { listening, draft, submit, testApi, withToken } from '../support/api.js';
import { health, officer, police } from '../support/cast.js';
import { staffOf } from '../../start/cast.js';
import { waitFor } from '../support/wait-for.js';

const api = await testApi();
const { url } = await listening(api.app);
const author = await withToken(api, health.officer);
const open = new Set<IncomingMessage>();
afterEach(() => {
  for (const stream of open) stream.destroy();
  open.clear();
});

interface Stream {
  readonly response: IncomingMessage;
  readonly events: { id: string; announcement: string; what: string; status: string }[];
  text(): string;
}

/** Listens as one person's program would. */
async function listen(token: string, headers: Record<string, string> = {}): Promise<Stream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(
      `${url}/api/events`,
      { headers: { Authorization: `Bearer ${token}`, 'Accept-Encoding': 'gzip', ...headers } },
      resolve,
    ).once('error', reject);
  });
  open.add(response);
  let text = '';
  const events: Stream['events'] = [];
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const block of chunk.split('\n\n')) {
      const id = /^id: (.+)$/m.exec(block)?.[1];
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (id && data) events.push({ id, ...(JSON.parse(data) as Omit<Stream['events'][number], 'id'>) });
    }
  });
  response.on('error', () => undefined);
  await waitFor('the stream to open', () => text.includes('retry:'));
  return { response, events, text: () => text };
}

describe('live events', () => {
  test('tell whoever may read that a text changed, never what it says, and nobody else', async () => {
    const reader = await listen((await withToken(api, officer)).token);
    const stranger = await listen((await withToken(api, staffOf.roads.officer)).token);
    const seat = await listen((await withToken(api, police.manager)).token);
    expect(reader.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(reader.response.headers['content-encoding']).toBeUndefined();
    const id = await draft(author);
    await submit(author, id);
    await waitFor('the seat to hear', () =>
      seat.events.find((event) => event.announcement === id && event.status === 'in_review'),
    );
    const heard = await waitFor('the office to hear', () =>
      reader.events.find((event) => event.announcement === id && event.status === 'in_review'),
    );
    expect(Object.keys(heard).toSorted()).toEqual(['announcement', 'id', 'sequence', 'status', 'what']);
    expect(seat.events.every((event) => event.status !== 'draft')).toBe(true);
    expect(stranger.events.filter((event) => event.announcement === id)).toEqual([]);
    expect(reader.text()).not.toMatch(/\p{Script=Arabic}/u);
  });

  test('bring what was missed after the last one heard', async () => {
    const client = await withToken(api, officer);
    const id = await draft(author);
    const since = new Date(Date.now() - 1_000).toISOString();
    const later = await listen(client.token, { 'Last-Event-ID': since });
    await waitFor('what was missed', () => later.events.find((event) => event.announcement === id));
    const never = await listen(client.token, { 'Last-Event-ID': 'nonsense' });
    expect(never.events).toEqual([]);
  });
});
