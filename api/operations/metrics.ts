import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { sql } from 'drizzle-orm';
import type { Db } from '../../database/connection.js';

/** What the API counts. Labels are routes, states and outcomes; never addresses, ids or tokens. */
export interface Metrics {
  /** Times every answer. */
  readonly timed: RequestHandler;
  sent(act: string, outcome: string): void;
  decided(stage: string, decision: string, assurance: string): void;
  linkFetched(): void;
  text(): Promise<{ readonly type: string; readonly body: string }>;
}

export function apiMetrics(db: Db): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: 'eblagh_http_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    registers,
  });
  const acts = new Counter({
    name: 'eblagh_acts_sent_total',
    help: 'Acts told to their workflow, by outcome',
    labelNames: ['act', 'outcome'] as const,
    registers,
  });
  const decisions = new Counter({
    name: 'eblagh_decisions_total',
    help: 'Decisions recorded, by assurance',
    labelNames: ['stage', 'decision', 'assurance'] as const,
    registers,
  });
  const fetches = new Counter({
    name: 'eblagh_link_fetches_total',
    help: 'Decision links fetched',
    registers,
  });
  watchDatabase(db, registry);
  return {
    timed: (req, res, next) => {
      const stop = seconds.startTimer({ method: req.method });
      res.once('finish', () => {
        const route = (req.route as { path?: unknown } | undefined)?.path;
        stop({ route: typeof route === 'string' ? route : 'none', status: String(res.statusCode) });
      });
      next();
    },
    sent: (act, outcome) => acts.inc({ act, outcome }),
    decided: (stage, decision, assurance) => decisions.inc({ stage, decision, assurance }),
    linkFetched: () => fetches.inc(),
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}

/** Counted by the database when asked for, so that every process tells the same. */
function watchDatabase(db: Db, registry: Registry): void {
  const gauge = (name: string, help: string, labelNames: string[], query: () => Promise<Row[]>) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        for (const { value, ...labels } of await query()) this.set(labels as Record<string, string>, value);
      },
    });
  const rows = (query: ReturnType<typeof sql>) => async () => (await db.execute<Row>(query)).rows;
  gauge('eblagh_announcements', 'Announcements by state', ['status'], rows(sql`select status, count(*)::int as value from announcements group by status`));
  gauge('eblagh_outbox_open', 'Entries the relay has not carried yet', ['kind'], rows(sql`select kind, count(*)::int as value from outbox where done_at is null group by kind`));
  gauge('eblagh_acts_waiting', 'Acts recorded and not settled', [], rows(sql`select count(*)::int as value from acts where status = 'recorded'`));
  gauge('eblagh_deliveries', 'Rows of running fan-outs by state', ['channel', 'state'], rows(sql`select d.channel, d.state, count(*)::int as value from deliveries d join fan_outs f using (announcement_id, channel) where f.state in ('running', 'stopped') group by 1, 2`));
} // prettier-ignore

type Row = { readonly value: number } & Record<string, string | number>;
