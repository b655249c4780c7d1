/** Does something for everybody, then throws the first failure: one address in trouble keeps nobody else waiting. */
export async function eachOnItsOwn<T>(
  everybody: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const done = await Promise.allSettled(everybody.map(work));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
