/** node download-temporal.mjs <folder> <version>: puts the official Temporal CLI into an empty folder. */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [, , downloadDir, version] = process.argv;
const ANSWER_WITHIN_MS = 5_000;

// The SDK waits long for an address that does not answer, so one short question comes first.
await fetch(`https://temporal.download/cli/${version}?platform=${process.platform}`, {
  signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
});
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir, version } },
});
await environment.teardown();
