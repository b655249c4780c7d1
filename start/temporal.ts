import { launch, type Running } from './running.js';

/** The search attributes of the workflows, registered with the server at start. */
export const SEARCH_ATTRIBUTES = {
  EblaghState: 'Keyword',
  EblaghSeverity: 'Keyword',
  EblaghAgency: 'Keyword',
  EblaghIncident: 'Keyword',
  EblaghDrill: 'Bool',
} as const;

export interface TemporalPlan {
  binary: string;
  port: number;
  /** Port of Temporal's own pages; without one they are off. */
  uiPort: number | undefined;
  namespace: string;
  /** SQLite file; without one the server forgets everything when it ends. */
  file: string | undefined;
  log: string | undefined;
}

/** Starts a development server on loopback. It asks no update server and shows no news feed. */
export const startTemporal = (plan: TemporalPlan): Promise<Running> =>
  launch({ command: plan.binary, args: flags(plan), env: process.env, log: plan.log });

const flags = ({ port, uiPort, namespace, file }: TemporalPlan): string[] =>
  [
    'server start-dev --ip 127.0.0.1 --log-format json --log-level error'.split(' '),
    ['--port', String(port), '--namespace', namespace],
    uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch'],
    file === undefined ? [] : ['--db-filename', file],
    ['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
    ...Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ].flat();
