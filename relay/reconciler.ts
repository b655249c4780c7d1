import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '../config/errors.js';
import { reconcile, restoreRun, type ReconcileDeps } from './reconcile.js';

const EVERY_MS = 3 * 60_000;
const AFTER_FAILURE_MS = 5_000;

/** Reconciles at start and every few minutes, sooner after a failure; and one announcement at once when it is missed. */
export class Reconciler {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private readonly restoring = new Map<string, Promise<void>>();

  constructor(private readonly deps: ReconcileDeps) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.allSettled(this.restoring.values());
  }

  /** Somebody wanted to tell an announcement's run something and found none. */
  missed(announcement: string): void {
    if (this.restoring.has(announcement) || this.stopping.signal.aborted) return;
    const work = restoreRun(this.deps, announcement)
      .then(() => undefined)
      .catch((error: unknown) => this.warn(error))
      .finally(() => this.restoring.delete(announcement));
    this.restoring.set(announcement, work);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const failed = await reconcile(this.deps).then(
        () => false,
        (error: unknown) => {
          this.warn(error);
          return true;
        },
      );
      await sleep(failed ? AFTER_FAILURE_MS : EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private warn(error: unknown): void {
    this.deps.log.warn({ error: errorMessage(error) }, 'PostgreSQL and Temporal could not be compared');
  }
}
