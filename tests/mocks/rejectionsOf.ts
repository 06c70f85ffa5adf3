/** What a program rejects with nobody to handle it, as the Pulumi runtime sees it: at the first, and for a moment after it. */
export async function rejectionsOf(program: () => void): Promise<unknown[]> {
  const reasons: unknown[] = [];
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason) => reasons.push(reason));
  program();
  const deadline = Date.now() + 5000;
  while (reasons.length === 0 && Date.now() < deadline) await milliseconds(5);
  await milliseconds(100);
  process.removeAllListeners("unhandledRejection");
  for (const listener of others) process.on("unhandledRejection", listener);
  return reasons;
}

function milliseconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count));
}
