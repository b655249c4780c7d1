import { randomUUID } from 'node:crypto';
import { askBroker } from './ask-broker.js';

/** The address of the suite's shared Temporal server. Use task queues and ids of your own: {@link unique}. */
export async function temporalAddress(): Promise<string> {
  return (await askBroker<{ address: string }>('temporal')).address;
}

/** A name nobody else in the suite uses, for a task queue or a workflow id. */
export const unique = (stem: string): string => `${stem}-${randomUUID()}`;
