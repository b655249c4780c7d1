/** Asks the suite's broker for a shared server, which is started now if nobody asked before. */
export async function askBroker<T>(name: 'postgres' | 'temporal'): Promise<T> {
  const response = await fetch(`${process.env['EBLAGH_TEST_BROKER']}/${name}`);
  const body = await response.text();
  if (!response.ok) throw new Error(`The shared ${name} of the tests did not start: ${body}`);
  return JSON.parse(body) as T;
}
