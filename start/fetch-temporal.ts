import { errorMessage } from '../config/errors.js';
import { temporalLookups } from './temporal-lookups.js';
import { findTemporalServer } from './temporal-server.js';

// Gets the Temporal server for the tests, with the progress shown, before they need it.
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { TEMPORAL_ADDRESS: address, TEMPORAL_CLI: cli } = process.env;
try {
  await findTemporalServer(temporalLookups({ address, cli, namespace: 'default' }, say), say);
} catch (error) {
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = 1;
}
