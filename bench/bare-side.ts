import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { ActMessage } from '../domain/announcement/act-message.js';
import { bare, stepUpdate } from './bare-workflow.js';
import { demand } from './bench.js';
import { startChild, type Child } from './child.js';
import type { Scene } from './scene.js';

export interface BareRun {
  /** One Update and its answer. */
  step(message: ActMessage): Promise<void>;
  /** Resolves once the workflow has ended, having had all its steps. */
  ended(): Promise<void>;
}

/** Workflows that only answer, on the product's own Temporal server, in a worker process of their own. */
export class BareSide {
  private constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
    private readonly worker: Child<object, unknown>,
  ) {}

  static async start({ client, product }: Scene): Promise<BareSide> {
    const taskQueue = `bare-${randomUUID()}`;
    const { child } = await startChild<string, object, unknown>('bare-worker', [
      product.temporalAddress(),
      taskQueue,
    ]);
    return new BareSide(client, taskQueue, child);
  }

  /** A workflow that has begun and waits for so many Updates. */
  async begin(steps: number): Promise<BareRun> {
    const { client, taskQueue } = this;
    const workflowId = `bare/${randomUUID()}`;
    const handle = await client.workflow.start(bare, { taskQueue, workflowId, args: [steps] });
    await handle.query('__stack_trace');
    return {
      async step(message) {
        const updateId = message.act.id;
        const { outcome } = await handle.executeUpdate(stepUpdate, { updateId, args: [message] });
        demand(outcome === 'applied', `a bare Update was ${outcome}`);
      },
      ended: () => handle.result(),
    };
  }

  end(): Promise<void> {
    return this.worker.end();
  }
}
