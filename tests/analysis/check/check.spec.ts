import assert from "node:assert/strict";
import fc from "fast-check";
import {
  check,
  type CheckInput,
  type FindingId,
  formatFinding,
  type IngressRule,
  InvalidArgsError,
  type NetworkPoliciesArgs,
  networkPolicies,
} from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";
import { found } from "./found";
import { runs } from "../../../testing/runs";

const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
const admitting = (...ingress: IngressRule[]): NetworkPoliciesArgs => ({
  apiServer: { cidrs: ["203.0.113.7/32"] },
  defaults: { networkPolicy: { custom: { ingress } } },
});

describe("check", () => {
  it("reports that the API server may be unreachable with the default values", () => {
    assert.deepEqual(check({}), {
      findings: [
        {
          id: "api-server-by-namespace",
          severity: "info",
          path: ["apiServer"],
          detail: "discoverer",
          message:
            "the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it",
          remediation: "allow the API server's addresses (in the values, set `apiServer.cidrs`)",
        },
      ],
      ignored: [],
      unresolvedPaths: [],
    });
  });

  it("sorts by severity and then by location, and reports a rule shared by all components once", () => {
    const bare = { podSelector: { matchLabels: { app: "search" } } };
    const args = admitting({ from: [shop], ports: [{ port: 1, endPort: 2 }] }, { from: [bare] }, {});
    assert.deepEqual(found({ args, cni: "cilium" }), [
      "everyone defaults.networkPolicy.custom.ingress[2]",
      "bare-pod-selector defaults.networkPolicy.custom.ingress[1].from[0]",
      "end-port defaults.networkPolicy.custom.ingress[0].ports[0]",
    ]);
  });

  it("sorts indexes as numbers", () => {
    const rules = Array.from({ length: 11 }, (_, i) => ({
      from: i === 2 || i === 10 ? [] : [shop],
      ports: [{ port: i + 1 }],
    }));
    assert.deepEqual(found({ args: admitting(...rules) }), [
      "everyone defaults.networkPolicy.custom.ingress[2]",
      "everyone defaults.networkPolicy.custom.ingress[10]",
    ]);
  });

  it("takes the network plugin from the args, and adds the source of a plugin-specific finding", () => {
    const args: NetworkPoliciesArgs = { cni: "cilium", apiServer: { cidrs: ["10.96.0.1/32"] } };
    assert.deepEqual(check({ args }).findings, [
      {
        id: "service-address",
        severity: "warning",
        path: ["apiServer"],
        detail: "10.96.0.1/32",
        message:
          "with Cilium, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
        remediation: "also allow the addresses of the Service's endpoints",
        source: "https://docs.cilium.io/en/stable/security/policy/layer4/",
      },
    ]);
  });

  it("rejects invalid args", () => {
    // Cast: the type does not have this field.
    assert.throws(() => check({ args: { namespac: "a" } as NetworkPoliciesArgs }), InvalidArgsError);
  });

  it("reports the same findings for any valid args and for the policies compiled from them", () => {
    const onlyInArgs: FindingId[] = [
      "policies-off",
      "component-off",
      "no-effect",
      "no-service-address",
      "unused-ignore",
    ];
    const ids = (input: CheckInput) =>
      new Set(
        check(input)
          .findings.map(({ id }) => id)
          .filter((id) => !onlyInArgs.some((one) => one === id)),
      );
    fc.assert(
      fc.property(validArgs, fc.constantFrom(undefined, "kube-router" as const, "vpc-cni" as const), (args, cni) => {
        const named = { ...args, namespace: args.namespace ?? "default" };
        const inPolicies = ids({ args: named, policies: networkPolicies(args), cni });
        assert.deepEqual(
          [...ids({ args: named, cni })].filter((id) => !inPolicies.has(id)),
          [],
        );
      }),
      { numRuns: runs(6) },
    );
  });
});

describe("formatFinding", () => {
  it("formats a finding as one line", () => {
    const [finding] = check({}).findings;
    assert.equal(
      formatFinding(finding!),
      "api-server-by-namespace: apiServer (discoverer): the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it; allow the API server's addresses (in the values, set `apiServer.cidrs`)",
    );
  });
});
