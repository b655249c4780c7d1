import { serviceConfigOrExit } from '../config/exit.js';
import { logger } from './log.js';
import { startWorker } from './run.js';

const config = serviceConfigOrExit();
const log = logger(config.logLevel);
const worker = await startWorker(config, log);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.stop());
await worker.ended;
log.info({}, 'the worker has ended');
