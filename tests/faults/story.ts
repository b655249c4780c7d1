import { simpleParser } from 'mailparser';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { cliActor } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import { mustGrant } from '../../database/ruling.js';
import { createToken } from '../../database/tokens.js';
import type { Person } from '../../domain/people/person.js';
import { contentOf, texts } from '../../start/seed-texts.js';
import { crisisManagement, governor, officer } from '../support/cast.js';
import type { Taken } from '../support/smtp-server.js';
import { waitFor } from '../support/wait-for.js';
import type { Product } from './product.js';

/** How long somebody goes on clicking before they give up on the product. */
const PATIENCE_MS = 45_000;
const ANSWERS_WITHIN_MS = 10_000;

/**
 * One announcement as its people live it: the officer writes and submits over HTTP, a manager decides by the link and the
 * code in her mail, the governor signs. Whoever gets no answer sends the very same request again.
 */
export class Story {
  private readonly firstMail: number;

  private constructor(
    private readonly product: Product,
    readonly id: string,
  ) {
    this.firstMail = product.smtp.taken.length;
  }

  /** A holding statement: one seat, one signature. */
  static async begin(product: Product): Promise<Story> {
    const content = contentOf(texts.holding, new Date().toISOString());
    const body = { kind: 'holding', severity: 'crisis', content };
    const made = await post(product, officer, '/api/announcements', body);
    return new Story(product, ((await made.json()) as { id: string }).id);
  }

  /** Gives the status of the answer: 201 applied, 202 recorded. */
  async submits(): Promise<number> {
    return (await this.act(officer, 'submissions', { revision: 1 })).status;
  }

  /** The manager of crisis management approves from her mail; 303 leads to the receipt. */
  async approves(): Promise<number> {
    const { link, code } = await this.asked(crisisManagement.manager);
    const body = new URLSearchParams({ decision: 'approve', code, note: '' });
    const answer = await insist('the approval', () =>
      fetch(link, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }),
    ); // prettier-ignore
    if (answer.status !== 303) throw new Error(`not approved: ${answer.status} ${await answer.text()}`);
    return answer.status;
  }

  /** What the manager's link shows after her decision. */
  async receipt(): Promise<string> {
    const { link } = await this.asked(crisisManagement.manager);
    return (await insist('the receipt', () => fetch(link))).text();
  }

  /** The governor signs once he was asked. */
  async signs(): Promise<number> {
    await this.asked(governor);
    const shown = await waitFor('the signature is waited for', async () => {
      const answer = await fetch(`${this.product.url}/api/announcements/${this.id}`, {
        headers: await bearer(this.product, governor),
        signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      });
      const { status, inFlight } = (await answer.json()) as Shown;
      return status === 'awaiting_sign_off' && inFlight;
    });
    const { number: version, manifestSha256 } = shown;
    const body = { version, manifestSha256, decision: 'sign', release: 'now' };
    return (await this.act(governor, 'sign-offs', body)).status;
  }

  /** Waits until everything that follows from the release has been done, and nothing is left to do anywhere. */
  async ends(): Promise<void> {
    const { db } = this.product.connection;
    await waitFor(
      'the fan-out is complete and nothing waits',
      async () => {
        const { rows } = await db.execute<Record<'released' | 'open', number>>(sql`select
          (select count(*)::int from fan_outs where announcement_id = ${this.id} and finished_at is not null) as released,
          (select count(*)::int from outbox where done_at is null and created_at > began.at)
            + (select count(*)::int from staff_mails where state = 'planned' and created_at > began.at)
            + (select count(*)::int from acts where status = 'recorded' and announcement_id = ${this.id}) as open
          from (select created_at as at from announcements where id = ${this.id}) began`);
        const [found] = rows;
        return found?.released === 1 && found.open === 0;
      },
      PATIENCE_MS,
    );
  }

  /** The mails of this story that this address got, in order. */
  mailsTo(address: string): Taken[] {
    return this.product.smtp.taken.slice(this.firstMail).filter(({ to }) => to === address);
  }

  /** The link and the code that a person was mailed. */
  async asked(person: Person): Promise<{ link: string; code: string }> {
    const linkAndCode = async () => {
      for (const { raw } of this.mailsTo(person.email)) {
        const { text = '' } = await simpleParser(raw);
        const [link] = /http:\S+\/d\/[\w-]+/.exec(text) ?? [];
        const [code] = /^\d{6}$/m.exec(text) ?? [];
        if (link && code) return { link, code };
      }
      return undefined;
    };
    return waitFor(`${person.email} is asked`, linkAndCode, PATIENCE_MS);
  }

  private async act(by: Person, what: string, body: object): Promise<Response> {
    return post(this.product, by, `/api/announcements/${this.id}/${what}`, body);
  }
}

interface Shown {
  readonly status: string;
  readonly inFlight: { readonly number: number; readonly manifestSha256: string } | null;
}

/** One request under one Idempotency-Key, repeated until it is answered; throws unless it is granted. */
async function post(product: Product, by: Person, path: string, body: object): Promise<Response> {
  const headers = {
    ...(await bearer(product, by)),
    'Content-Type': 'application/json',
    'Idempotency-Key': randomUUID(),
  };
  const answer = await insist(path, () =>
    fetch(`${product.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    }),
  );
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Asks again after no answer, after trouble of the server's own, and after "still under way". */
async function insist(what: string, ask: () => Promise<Response>): Promise<Response> {
  const isFinal = async (answer: Response) =>
    answer.status < 500 &&
    !(answer.status === 409 && (await answer.clone().text()).includes('idempotency_key_in_progress'));
  return waitFor(
    `an answer to ${what}`,
    async () => {
      const answer = await ask();
      return (await isFinal(answer)) && answer;
    },
    PATIENCE_MS,
  );
}

const bearers = new WeakMap<Product, Map<string, Promise<{ Authorization: string }>>>();

/** A person's way in by an API token, made once. */
function bearer(product: Product, person: Person): Promise<{ Authorization: string }> {
  const own = bearers.get(product) ?? new Map<string, Promise<{ Authorization: string }>>();
  bearers.set(product, own);
  const made = own.get(person.id) ?? newBearer(product, person);
  own.set(person.id, made);
  return made;
}

async function newBearer({ connection }: Product, { id: personId }: Person) {
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const wish = { personId, scope: 'decide', until } as const;
  const made = await inTransaction(connection.db, async (tx) =>
    mustGrant(await createToken(tx, cliActor, wish)),
  );
  return { Authorization: `Bearer ${made.token}` };
}
