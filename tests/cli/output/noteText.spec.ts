import assert from "node:assert/strict";
import type { Note } from "../../../cli/note";
import { noteText } from "../../../cli/output/noteText";

describe("noteText", () => {
  for (const [note, text] of [
    [
      { code: "pods-on-host-network", count: 2 },
      "skipped: 2 pods on the host network, because policies do not apply to such pods",
    ],
    [{ code: "pods-ended", count: 1 }, "skipped: 1 terminated pod"],
    [
      { code: "policies-not-evaluated", apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", count: 1 },
      "not evaluated: 1 CiliumNetworkPolicy (cilium.io/v2); results that depend on it are unknown",
    ],
    [
      { code: "policies-not-evaluated", apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", count: 2 },
      "not evaluated: 2 NetworkPolicy (crd.projectcalico.org/v1); results that depend on them are unknown",
    ],
    [
      { code: "policies-not-evaluated", apiVersion: "extensions/v1beta1", kind: "NetworkPolicy", count: 1 },
      "not evaluated: 1 NetworkPolicy (extensions/v1beta1), a version that Kubernetes 1.16 removed; change the apiVersion of NetworkPolicy objects to networking.k8s.io/v1; results that depend on it are unknown",
    ],
    [
      { code: "policies-not-evaluated", apiVersion: "networking.k8s.io/v1beta1", kind: "NetworkPolicy", count: 2 },
      "not evaluated: 2 NetworkPolicy (networking.k8s.io/v1beta1), a version that does not exist; change the apiVersion of NetworkPolicy objects to networking.k8s.io/v1; results that depend on them are unknown",
    ],
    [
      {
        code: "values-normalized",
        kind: "cidr",
        count: 3,
        first: {
          code: "cidr",
          object: "NetworkPolicy shop/a",
          path: ["spec", "egress", 0, "to", 0, "ipBlock", "cidr"],
          value: '"192.0.2.5/24"',
          as: '"192.0.2.0/24"',
        },
      },
      'NetworkPolicy shop/a: spec.egress[0].to[0].ipBlock.cidr: "192.0.2.5/24" is read as "192.0.2.0/24", as API servers read it (and 2 more)',
    ],
    [
      {
        code: "values-normalized",
        kind: "null-item",
        count: 1,
        first: {
          code: "null-item",
          object: "NetworkPolicy shop/a",
          path: ["spec", "ingress", 0],
          value: "null",
          as: "{}",
        },
      },
      "NetworkPolicy shop/a: spec.ingress[0]: null is read as {}, as API servers read it",
    ],
    [
      {
        code: "values-normalized",
        kind: "no-spec",
        count: 2,
        first: { code: "no-spec", object: "NetworkPolicy shop/a", path: ["spec"], value: "null", as: "{}" },
      },
      "NetworkPolicy shop/a: without a spec, a policy isolates all pods of its namespace for ingress (and 1 more)",
    ],
    [{ code: "policies-off" }, "policies are off in the values, so no pod is isolated, and everything is open"],
    [{ code: "objects-skipped", count: 2 }, "skipped: 2 objects of other kinds"],
    [
      { code: "no-policy-selects-a-component", namespace: "web", others: [] },
      "no policy in namespace web selects a Vald component",
    ],
    [
      { code: "no-policy-selects-a-component", namespace: "web", others: ["prod"] },
      "no policy in namespace web selects a Vald component; for the policies in namespace prod, use -n prod",
    ],
    [
      { code: "no-policy-selects-a-component", namespace: "web", others: ["a", "b", "c", "d"] },
      "no policy in namespace web selects a Vald component; choose another namespace with -n: a, b, c, and 1 more",
    ],
    [
      { code: "pods-with-unknown-facts", fact: "address", count: 1 },
      "unknown: the address of 1 pod, so it is unknown whether an `ipBlock` matches it",
    ],
    [
      { code: "undeclared-directions", cni: "cilium", policies: ["vald/a", "vald/b"] },
      "the network plugin `cilium` also enforces rules of directions that `policyTypes` leaves out, which are not evaluated here: vald/a and vald/b; add the directions to `policyTypes`, or remove the rules",
    ],
    [
      { code: "undecided", reason: { code: "more-connections" } },
      "not decided: there are more connections than are listed",
    ],
  ] satisfies [Note, string][])
    it(`formats ${note.code} as: ${text}`, () => assert.equal(noteText(note), text));
});
