import { Connection } from '@temporalio/client';
import { errorMessage } from '../config/errors.js';
import type { ServiceConfig } from '../config/config.js';
import { SEARCH_ATTRIBUTES } from './temporal.js';

const WITHIN_MS = 5_000;
/** temporal.api.enums.v1.IndexedValueType */
const TYPES = { Keyword: 2, Bool: 5 } as const;

/**
 * Registers the search attributes with a Temporal server that is not ours. One that is away is no reason
 * not to start, since drafting works without it; so a failure is told with the remedy.
 */
export async function registerSearchAttributes({ address, namespace }: ServiceConfig['temporal']) {
  try {
    await register(address, namespace);
  } catch (error) {
    process.stderr.write(
      `The search attributes are not registered at ${address} (${errorMessage(error)}). ` +
        'Announcements wait in draft until they are: start again once it answers, or register ' +
        `${Object.keys(SEARCH_ATTRIBUTES).join(', ')} there.\n`,
    );
  }
}

async function register(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: WITHIN_MS });
  try {
    await connection.withDeadline(Date.now() + WITHIN_MS, async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in customAttributes));
      if (missing.length === 0) return;
      const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPES[type]]));
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    });
  } finally {
    await connection.close();
  }
}
