import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Something the tour met that the story does not have; said in words, never as a trace. */
export class TourStopped extends Error {}

export interface Mail {
  readonly id: number;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** One person of the cast, signed in to a running trial through its public pages and API. */
export class Visitor {
  private constructor(
    private readonly base: string,
    readonly name: string,
    readonly email: string,
    private readonly cookie: string,
  ) {}

  static async signIn(base: string, person: { id: string; name: string; email: string }): Promise<Visitor> {
    const form = new URLSearchParams({ person: person.id });
    const answer = await fetch(`${base}/sign-in`, { method: 'POST', body: form, redirect: 'manual' });
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    if (answer.status >= 400 || cookies.length === 0) throw new TourStopped(await explain(answer));
    return new Visitor(base, person.name, person.email, cookies.join('; '));
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>(path, { headers: { cookie: this.cookie } });
  }

  post<T>(path: string, body: unknown): Promise<T> {
    const headers = {
      cookie: this.cookie,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    return this.ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  private async ask<T>(path: string, init: RequestInit): Promise<T> {
    const answer = await fetch(`${this.base}${path}`, init);
    if (!answer.ok) throw new TourStopped(await explain(answer));
    return (await answer.json()) as T;
  }
}

/** A page or document as the public gets it. */
export async function read(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new TourStopped(await explain(answer));
  return answer.text();
}

/** The newest mail to this address that `fits`; undefined while there is none. */
export async function findMail(
  base: string,
  to: string,
  fits: (mail: Mail) => boolean,
): Promise<Mail | undefined> {
  const list = JSON.parse(await read(`${base}/mailbox/messages?to=${encodeURIComponent(to)}`)) as {
    messages: { id: number }[];
  };
  for (const { id } of list.messages) {
    const mail = JSON.parse(await read(`${base}/mailbox/messages/${id}`)) as Mail;
    if (fits(mail)) return mail;
  }
  return undefined;
}

/** Asks again until there is an answer; undefined when it did not come within `seconds`. */
export async function until<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) return answer;
    await sleep(100);
  }
}

async function explain(answer: Response): Promise<string> {
  const body = await answer.text();
  const where = `${new URL(answer.url).pathname.replace(/^\/d\/.*/, '/d/…')} (${answer.status})`;
  if (!answer.headers.get('content-type')?.includes('json')) return where;
  const problem = JSON.parse(body) as { detail?: string; reasons?: { detail: string }[] };
  const reasons = problem.reasons?.map(({ detail }) => detail) ?? [problem.detail ?? ''];
  return `${where}: ${reasons.join(' ')}`;
}
