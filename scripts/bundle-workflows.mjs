/** node bundle-workflows.mjs <file>: the built workflows as the one file the worker loads. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const quiet = Object.fromEntries(['log', 'trace', 'debug', 'info'].map((level) => [level, () => undefined]));
const tell = (message) => process.stderr.write(`${message}\n`);
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('../dist/workflows/index.js', import.meta.url)),
  logger: { ...quiet, warn: tell, error: tell },
});
writeFileSync(process.argv[2], code);
