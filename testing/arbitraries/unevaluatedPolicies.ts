import fc from "fast-check";
import type { UnevaluatedPolicy } from "../../core";

const inNamespace = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
const apps = [
  "vald-agent",
  "vald-discoverer",
  "vald-filter-gateway",
  "vald-lb-gateway",
  "vald-manager-index",
  "a",
  "b",
];

/** One or two policies of another kind, some of which apply to components. */
export const unevaluatedPolicies: fc.Arbitrary<UnevaluatedPolicy[]> = fc.array(
  fc.record({
    apiVersion: fc.constant("example.com/v1"),
    kind: fc.constant("NetworkPolicy"),
    name: fc.constantFrom("a", "b"),
    subjects: fc.array(
      fc.record(
        {
          namespaceSelector: fc.constantFrom(inNamespace("vald"), inNamespace("shop")),
          podSelector: fc.constantFrom(...apps.map((app) => ({ matchLabels: { app } })), {
            matchLabels: { tier: "a" },
          }),
        },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    directions: fc.constantFrom(["ingress"] as const, ["egress"] as const, ["ingress", "egress"] as const),
    mayAllow: fc.boolean(),
    mayDeny: fc.constantFrom(true, false, "not-isolated" as const),
  }),
  { minLength: 1, maxLength: 2 },
);
