import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, registered, startRun, unknownOutput, valueOf } from "./recorder";
import { rejectionsOf } from "./rejectionsOf";

type Args = Omit<Package.ValdNetworkPoliciesArgs, "namespace">;

const bare = "labels of pods alone mean pods of Vald's own namespace, and no others in the cluster";
const saying = "say in which namespace they are, also where it is Vald's own";
const apiServer =
  "api-server-by-namespace: apiServer (discoverer): the component needs the API server, which in most clusters is no pod of kube-system, so no selector leads there; open the addresses that it has, which in values is apiServer";

describe("what a check finds in the args of ValdNetworkPolicies", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  /** What is told of a deployment, in its order. */
  async function told(args: Args): Promise<string[]> {
    const { log, warn } = console;
    const lines: string[] = [];
    console.log = console.warn = (text: string) => lines.push(text.replace("[runtime] ", ""));
    try {
      const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald", ...args });
      for (const policy of Object.values(policies.policies)) await valueOf(policy.urn);
      await valueOf(policies.opens);
    } finally {
      Object.assign(console, { log, warn });
    }
    return lines;
  }
  const quiet: Args = { apiServer: { cidrs: ["203.0.113.7/32"] } };
  const edge = (labels: Package.LabelInputs) => ({
    from: { podLabels: labels },
    to: { component: "lbGateway" as const },
  });

  it("is a warning, or where it is harmless information", async () => {
    assert.deepEqual(await told({ edges: [edge({ app: "search" })] }), [
      `warning: bare-pod-selector: edges[0].from: ${bare}; ${saying}`,
      `info: ${apiServer}`,
    ]);
  });

  it("is told of values that are known late", async () => {
    assert.deepEqual(await told({ ...quiet, edges: [edge(pulumi.output({ app: "search" }))] }), [
      `warning: bare-pod-selector: edges[0].from: ${bare}; ${saying}`,
    ]);
  });

  it("is told of components that are off, and of edges and rules that are gone with them", async () => {
    assert.deepEqual(
      await told({
        components: { discoverer: { enabled: false }, indexSave: { custom: { ingress: [{}] } } },
        edges: [{ from: { namespace: "shop" }, to: { component: "mirrorGateway" } }],
      }),
      [
        "warning: no-effect: components.indexSave.custom (indexSave): it opens nothing, because the component is off; turn the component on, or take this out",
        "warning: no-effect: edges[0] (mirrorGateway): it opens nothing, because the component is off; turn the component on, or take this out",
        "info: component-off: components.discoverer.enabled: off means not deployed: pods of the component that still run are isolated by nothing; turn it on where it runs",
      ],
    );
  });

  it("is a warning where policies are off", async () => {
    assert.deepEqual(await told({ defaults: { networkPolicy: { enabled: false } } }), [
      "warning: policies-off: defaults.networkPolicy.enabled: there are no policies, so pods of Vald that run are isolated by nothing; make them, which in values is defaults.networkPolicy.enabled: true; where they are in another namespace, name that",
    ]);
  });

  it("is not told where it is ignored", async () => {
    const ignore: Args["ignore"] = [{ id: "bare-pod-selector", reason: "it runs beside Vald" }];
    assert.deepEqual(await told({ ...quiet, edges: [edge({ app: "search" })], ignore }), []);
  });

  it("does not tell what a secret value is", async () => {
    const edges = [{ from: { cidrs: [pulumi.secret("10.0.0.0/8")] }, to: { component: "lbGateway" as const } }];
    const [line, ...more] = await told({ ...quiet, edges });
    assert.match(line ?? "", /^warning: cidr-covers-pods: edges\[0\]\.from: ranges are for/);
    assert.deepEqual(more, []);
  });

  it("says in a preview what was not checked, because it is not known yet", async () => {
    await startRun({ preview: true });
    const edges = [edge({ app: unknownOutput<string>() }), edge({ app: "search" })];
    const args = { ...quiet, edges };
    const { log, warn } = console;
    const lines: string[] = [];
    console.log = console.warn = (text: string) => lines.push(text);
    try {
      const { policies } = new ours.ValdNetworkPolicies("vald", { namespace: unknownOutput<string>(), ...args });
      for (const policy of Object.values(policies)) await valueOf(policy.urn);
    } finally {
      Object.assign(console, { log, warn });
    }
    assert.deepEqual(lines, [
      `warning: [runtime] bare-pod-selector: edges[1].from: ${bare}; ${saying}`,
      "info: [runtime] not known yet, and so not checked: edges[0]",
    ]);
  });

  describe("where it is strict", () => {
    const head = "Vald's network policies were not made, as args.strict is true:";

    it("is an error with nothing registered, all of it at once, without what is harmless", () => {
      const edges = [edge({ app: "search" }), edge({ app: "cart" })];
      assert.throws(
        () => new ours.ValdNetworkPolicies("vald", { namespace: "vald", edges, strict: true }),
        (error) =>
          pulumi.RunError.isInstance(error) &&
          error.message === error.stack &&
          error.message ===
            [
              head,
              `  bare-pod-selector: edges[0].from: ${bare}; ${saying}`,
              `  bare-pod-selector: edges[1].from: ${bare}; ${saying}`,
            ].join("\n"),
      );
      assert.deepEqual(registered, []);
    });

    it("makes no policy of values that are known late", async () => {
      const edges = [edge(pulumi.output({ app: "search" }))];
      const reasons = await rejectionsOf(() => {
        new ours.ValdNetworkPolicies("vald", { namespace: "vald", edges, strict: true });
      });
      assert.deepEqual(
        [...new Set(reasons)].map((reason) => (reason as Error).message),
        [`${head}\n  bare-pod-selector: edges[0].from: ${bare}; ${saying}`],
      );
      assert.deepEqual(policiesRegistered(), []);
    });

    it("lets through what is harmless, and what is ignored", async () => {
      const ignore: Args["ignore"] = [{ id: "bare-pod-selector", path: "edges[0]", reason: "it runs beside Vald" }];
      assert.deepEqual(await told({ edges: [edge({ app: "search" })], ignore, strict: true }), [`info: ${apiServer}`]);
    });
  });
});
