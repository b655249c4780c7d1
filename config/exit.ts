import { loadConfig, loadServiceConfig, type Config, type Loaded, type ServiceConfig } from './config.js';
import type { ConfigFault, Env } from './env.js';

/** Exit status for wrong use: a fault in the configuration, not in the program. */
export const WRONG_USE = 2;

/** The config of the supervisor or the admin command; lists every fault and exits 2 otherwise. */
export const configOrExit = (env: Env = process.env): Config => orExit(loadConfig(env));

/** The config of api, worker or mailbox; lists every fault and exits 2 otherwise. */
export const serviceConfigOrExit = (env: Env = process.env): ServiceConfig => orExit(loadServiceConfig(env));

/** The one message that lists every fault. */
export const faultMessage = (faults: readonly ConfigFault[]): string =>
  [
    'Eblagh cannot start with this configuration:',
    ...faults.map(({ variable, problem }) => `  ${variable} ${problem}`),
  ].join('\n');

function orExit<T>(loaded: Loaded<T>): T {
  if (loaded.ok) return loaded.config;
  process.stderr.write(`${faultMessage(loaded.faults)}\n`);
  return process.exit(WRONG_USE);
}
