import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";

/** The placeholder that the engine writes for an unknown value. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The inputs of each NetworkPolicy in a preview, by resource name. */
export async function previewedInputs(stack: Stack): Promise<Record<string, unknown>> {
  const events: EngineEvent[] = [];
  await stack.preview({ onEvent: (event) => events.push(event) });
  const steps = events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [resourcePreEvent.metadata] : []));
  const policies = steps.filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy");
  return Object.fromEntries(policies.map(({ urn, new: after }) => [urn.split("::").at(-1), after?.inputs]));
}
