import * as pulumi from "@pulumi/pulumi";
import type { NetworkPolicy, ValdNetworkPolicies } from "../../index";

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  provider: string;
}

/** The resources registered since `startRun`. Pulumi's mocks are global, so this list is global too. */
export const registered: Registered[] = [];

/** The messages logged since `startRun`, such as `warning: everyone: ...`. */
export const logged: string[] = [];

// If there is no engine, the SDK prints its log to the console. Each line contains this mark.
const logMark = "[runtime] ";
for (const method of ["log", "warn"] as const) {
  const print = console[method].bind(console);
  console[method] = (...texts: unknown[]) => {
    const text = String(texts[0]);
    if (text.includes(logMark)) logged.push(text.replace(logMark, ""));
    else print(...texts);
  };
}

/** Sets mocks and clears the recorded resources and messages. */
export async function startRun({ preview = false } = {}): Promise<void> {
  registered.length = 0;
  logged.length = 0;
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

export const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** The inputs of a component's policies once they are registered, in the order of the component's `policies` map. */
export async function deployedPolicies({ policies }: ValdNetworkPolicies): Promise<NetworkPolicy[]> {
  const urns = await Promise.all(Object.values(policies).map(({ urn }) => valueOf(urn)));
  return urns.map((urn) => {
    const found = registered.find(({ type, name }) => type === policyType && urn.endsWith(`::${name}`));
    return found?.inputs as unknown as NetworkPolicy;
  });
}
