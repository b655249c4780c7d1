import { connect as connectTcp } from 'node:net';
import { sql } from 'drizzle-orm';
import { type Request, type Response, Router } from 'express';
import type { Context } from '../context.js';
import { identified, actorOf } from '../http/caller.js';
import { refuse } from '../http/refuse.js';
import { privateAnswer } from '../http/security-headers.js';

const PATIENCE_MS = 1_500;
type Health = 'up' | 'down' | 'absent';
type Dependency = 'database' | 'temporal' | 'redis' | 'smtp';

/** Whether this process lives, whether it can serve, and what it counts. */
export function healthRoutes(context: Context): Router {
  const router = Router();
  const checks = dependencyChecks(context);
  router.use(['/healthz', '/readyz', '/metrics'], privateAnswer);

  router.get('/healthz', (_req, res) => void res.json({ status: 'alive' }));

  // Without Temporal, Redis or mail the product still takes drafts and decisions: `degraded`, and 200. Without its
  // database it cannot serve.
  router.get('/readyz', async (_req, res) => {
    const names = Object.keys(checks) as Dependency[];
    const found = await Promise.all(names.map(async (name) => [name, await checks[name]()] as const));
    const health = Object.fromEntries(found) as Record<Dependency, Health>;
    const ready = found.every(([, state]) => state !== 'down');
    const status = ready ? 'ready' : health.database === 'down' ? 'unavailable' : 'degraded';
    res.status(status === 'unavailable' ? 503 : 200).json({ status, ...health });
  });
  router.get('/readyz/:dependency', async (req, res) => {
    const name = req.params.dependency;
    if (!Object.hasOwn(checks, name)) return refuse({ code: 'not_found' });
    const health = await checks[name as Dependency]();
    res.status(health === 'down' ? 503 : 200).json({ [name]: health });
  });

  router.get('/metrics', identified(context), async (req, res) => {
    if (!isLocal(req) && !mayRead(req)) return refuse({ code: 'not_found' });
    await sendMetrics(context, res);
  });
  return router;
}

function dependencyChecks({ db, temporal, redis, settings }: Context): Record<Dependency, () => Promise<Health>> {
  return {
    database: () => within(() => db.execute(sql`select 1`)),
    temporal: async () => ((await temporal.reachable()) ? 'up' : 'down'),
    redis: async () => (redis ? within(() => redis.ping()) : 'absent'),
    smtp: () => within(() => greeted(settings.smtpUrl)),
  };
} // prettier-ignore

async function within(work: () => Promise<unknown>): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), PATIENCE_MS);
  });
  try {
    await Promise.race([work(), late]);
    return 'up';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}

/** The mail server takes a connection. */
function greeted(smtpUrl: string): Promise<void> {
  const { hostname, port, protocol } = new URL(smtpUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connectTcp({ host, port: Number(port || (protocol === 'smtps:' ? 465 : 25)) });
  return new Promise<void>((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () => reject(new Error('too late')));
    socket.once('connect', resolve).once('error', reject);
  }).finally(() => socket.destroy());
}

const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

/** From this computer, and not on behalf of another. */
const isLocal = (req: Request): boolean =>
  /^(::1|::ffff:127\.|127\.)/.test(req.socket.remoteAddress ?? '') &&
  forwarded.every((name) => req.get(name) === undefined);

const mayRead = (req: Request): boolean =>
  ['administrator', 'auditor'].some((role) => actorOf(req)?.person.roles.some((own) => own === role));

async function sendMetrics({ metrics }: Context, res: Response): Promise<void> {
  const { type, body } = await metrics.text();
  res.type(type).send(body);
}
