/** What the CLI prints, for something that has to fail. */
export async function failure(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    const { commandResult } = error as {
      commandResult?: { stdout: string; stderr: string; err?: { stdout?: string } };
    };
    return `${commandResult?.err?.stdout ?? ""}${commandResult?.stderr ?? ""}`;
  }
  throw new Error("it did not fail");
}

/** A line of a stack trace in a file of this package. */
export const stackFrame = /^\s+at .*vald-network-policy/m;
