import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { installRuntime, workerCapacity } from '../worker/run.js';

/** Runs the bare workflow in a process of its own, with the product's own worker options. Arguments: address, task queue. */
const [address = '', taskQueue = ''] = process.argv.slice(2);
installRuntime(pino({ level: 'error' }));
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowsPath: fileURLToPath(new URL('bare-workflow.js', import.meta.url)),
  activities: { nothing: async () => undefined },
  ...workerCapacity,
});
process.on('SIGTERM', () => worker.shutdown());
const ended = worker.run();
process.send?.('running');
await ended;
await connection.close();
process.disconnect();
