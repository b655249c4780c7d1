import { errorMessage } from '../config/errors.js';
import { serviceConfigOrExit, WRONG_USE } from '../config/exit.js';
import { prepareDatabase, seedOnce } from './prepare-database.js';
import { StartRefused } from './refused.js';

// Brings the database, and with --register an external Temporal, to what this program needs, and ends.
const config = serviceConfigOrExit();
try {
  await prepareDatabase(config);
  await seedOnce(config);
  if (process.argv.includes('--register')) {
    const { registerSearchAttributes } = await import('./search-attributes.js');
    await registerSearchAttributes(config.temporal);
  }
} catch (error) {
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = error instanceof StartRefused ? WRONG_USE : 1;
}
