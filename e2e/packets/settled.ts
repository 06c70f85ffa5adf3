import { isDeepStrictEqual } from "node:util";

const mostMilliseconds = 30_000;

/** What is seen once the engine has programmed what it was told: the same twice in a row, a sync of its apart. */
export async function settled<T>(look: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + mostMilliseconds;
  let last = await look();
  while (Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const next = await look();
    if (isDeepStrictEqual(next, last)) return next;
    last = next;
  }
  throw new Error(`what is seen still changes after ${mostMilliseconds / 1000} s`);
}
