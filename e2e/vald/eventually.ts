import { setTimeout as pause } from "node:timers/promises";

/** Repeats an action until it does not throw. Throws its error if it still throws after a minute. */
export async function eventually(action: () => unknown): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await action();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await pause(250);
  }
}
