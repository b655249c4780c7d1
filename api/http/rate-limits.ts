import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit, type Options, type Store } from 'express-rate-limit';
import type { Redis } from 'ioredis';
import { RedisStore } from 'rate-limit-redis';
import { refuse } from './refuse.js';

/** How many requests one key may make within a minute, by what it does. */
export interface Limits {
  /** Sign-in tries of one address. */
  readonly signInByIp: number;
  /** Sign-in mails asked for one e-mail address: a cap on what a stranger can send to somebody. */
  readonly signInByEmail: number;
  /** Opening decision links, by address: guessing a link is looking for one in 2^128. */
  readonly openingByIp: number;
  /** Decisions and new codes by one link; a page clicked fifty times must still be answered. */
  readonly decisionByLink: number;
  /** Unsubscribing, by address. */
  readonly unsubscribeByIp: number;
  /** API requests of one signed-in person, and of one API token. */
  readonly apiByPerson: number;
  readonly apiByToken: number;
  /** API requests of one address that say no name, or a wrong one. */
  readonly strangerByIp: number;
}

export const usualLimits: Limits = {
  signInByIp: 60,
  signInByEmail: 5,
  openingByIp: 600,
  decisionByLink: 120,
  unsubscribeByIp: 120,
  apiByPerson: 1200,
  apiByToken: 3000,
  strangerByIp: 120,
};

const MINUTE = 60_000;

/** Counts in Redis while it answers, in memory otherwise: its loss loosens the limits and breaks nothing. */
class SharedStore implements Store {
  private readonly memory = new MemoryStore();
  private shared: RedisStore | null = null;
  private options: Options | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly name: string,
  ) {}

  async init(options: Options): Promise<void> {
    this.options = options;
    this.memory.init(options);
    await this.connected();
  }

  private async connected(): Promise<RedisStore | null> {
    if (this.redis.status !== 'ready' || !this.options) return null;
    if (this.shared) return this.shared;
    const store = new RedisStore({
      prefix: `eblagh:limit:${this.name}:`,
      sendCommand: async (command: string, ...args: string[]) =>
        (await this.redis.call(command, ...args)) as number | string,
    });
    await store.init(this.options);
    this.shared = store;
    return store;
  }

  private async through<T>(work: (store: Store) => Promise<T> | T): Promise<T> {
    try {
      const store = await this.connected();
      if (store) return await work(store);
    } catch {
      this.shared = null;
    }
    return work(this.memory);
  }

  increment(key: string) {
    return this.through((store) => store.increment(key));
  }
  decrement(key: string): Promise<void> {
    return this.through((store) => store.decrement(key));
  }
  resetKey(key: string): Promise<void> {
    return this.through((store) => store.resetKey(key));
  }
}

export type Limiter = (name: keyof Limits, keyOf: (req: Request) => string | null) => RequestHandler;

/** Makes one limiter for each use. A key of null is not counted. Secrets are hashed before they become keys. */
export function limiter(limits: Limits, redis: Redis | null): Limiter {
  return (name, keyOf) =>
    rateLimit({
      windowMs: MINUTE,
      limit: limits[name],
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      skip: (req) => keyOf(req) === null,
      keyGenerator: (req) => hashed(keyOf(req) ?? ''),
      ...(redis ? { store: new SharedStore(redis, name) } : {}),
      handler: (_req, res) => {
        const retryAfter = Number(res.getHeader('Retry-After') ?? 60);
        refuse({ code: 'too_many_requests', retryAfter });
      },
    });
}

/** One IPv4 address, or the IPv6 network of one. */
export const byIp = (req: Request): string => ipKeyGenerator(req.ip ?? '');

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');
