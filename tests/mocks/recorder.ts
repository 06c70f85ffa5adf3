import * as pulumi from "@pulumi/pulumi";

// Without an engine the SDK prints what is logged. The test of findings takes it for itself; of all others it is no result.
for (const method of ["log", "warn"] as const) {
  const print = console[method].bind(console);
  console[method] = (...texts: unknown[]) => {
    if (!String(texts[0]).includes("[runtime]")) print(...texts);
  };
}

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  provider: string;
}

/** What was registered since `startRun`; mocks are global, so this is too. */
export const registered: Registered[] = [];

/** Records from scratch. */
export async function startRun({ preview = false } = {}): Promise<void> {
  registered.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown>, provider: provider ?? "" });
        return { id: preview ? undefined : `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    preview,
  );
}

/** An Output whose value a preview does not know. */
export function unknownOutput<T>(): pulumi.Output<T> {
  return pulumi.output(pulumi.unknown) as unknown as pulumi.Output<T>;
}

export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

export const policiesRegistered = (): Registered[] =>
  registered.filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy");
