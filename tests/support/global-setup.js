/** Jest loads this outside its own transforms, so the TypeScript behind it goes through the loader. */
export default async function globalSetup() {
  await import('../../scripts/register-ts.mjs');
  const { openBroker } = await import('./broker.ts');
  const broker = await openBroker();
  process.env.EBLAGH_TEST_BROKER = broker.url;
  globalThis.closeTestBroker = broker.close;
}
