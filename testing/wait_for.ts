/**
 * Asks again and again until an answer is as it should be, and gives that.
 *
 * @throws {Error} after a minute
 */
export async function waitFor<Value>(
  ask: () => Promise<Value>,
  isSo: (value: Value) => boolean,
): Promise<Value> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    if (performance.now() > deadline) {
      throw new Error(`It did not come to be within a minute: ${JSON.stringify(value)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
