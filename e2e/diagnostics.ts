import type { EngineEvent } from "@pulumi/pulumi/automation";

/** A message from the engine to the user. */
export interface Diagnostic {
  severity: string;
  message: string;
}

type Run = (options: { onEvent: (event: EngineEvent) => void }) => Promise<unknown>;

/** The errors of a run that must fail. */
export async function errorsOf(run: Run): Promise<string[]> {
  const { failed, diagnostics } = await report(run);
  if (!failed) throw new Error("the run did not fail");
  return diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
}

/** The diagnostics about the stack's resources in a run that must succeed. */
export async function diagnosticsOf(run: Run): Promise<Diagnostic[]> {
  const { failed, diagnostics } = await report(run);
  if (failed) throw new Error(`the run failed:\n${diagnostics.map(({ message }) => message).join("\n")}`);
  return diagnostics;
}

async function report(run: Run): Promise<{ failed: boolean; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const onEvent = ({ diagnosticEvent }: EngineEvent): void => {
    const { severity = "debug", message = "", urn, ephemeral = false } = diagnosticEvent ?? {};
    // Warnings without a resource are about the locations of plugins.
    const concernsUser = severity === "error" || (urn !== undefined && severity !== "debug" && !ephemeral);
    if (concernsUser) diagnostics.push({ severity, message: message.trimEnd() });
  };
  const failed = await run({ onEvent }).then(
    () => false,
    () => true,
  );
  return { failed, diagnostics };
}
