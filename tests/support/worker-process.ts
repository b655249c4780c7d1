import { pino } from 'pino';
import { standardPatienceOfSending } from '../../activities/patience.js';
import { serviceConfigOrExit } from '../../config/exit.js';
import { startWorker } from '../../worker/run.js';

/** The worker as a process of its own that a test can kill: node --import register-ts.mjs worker-process.ts <bundle> */

const [codePath = ''] = process.argv.slice(2);
const config = serviceConfigOrExit();
const patience = { ...standardPatienceOfSending, firstRetry: 50, lastRetry: 200, trouble: 100 };
const worker = await startWorker(config, pino({ level: config.logLevel }), { patience, codePath });
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.stop());
process.stdout.write('started\n');
await worker.ended;
