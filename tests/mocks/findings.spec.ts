import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type LabelInputs, ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { deployedPolicies, logged, registered, startRun, unknownOutput, valueOf } from "./recorder";
import { assertNoPolicies } from "./rejections";

type Args = Partial<ValdNetworkPoliciesArgs>;

const barePodSelector = (path: string) =>
  `bare-pod-selector: ${path}: pod labels without a namespace match only pods in Vald's own namespace; specify the pods' namespace, even if the pods are in Vald's own namespace`;
const apiServerByNamespace =
  "api-server-by-namespace: apiServer (discoverer): the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it; allow the API server's addresses (in the values, set `apiServer.cidrs`)";

const apiServer: Args = { apiServer: { cidrs: ["203.0.113.7/32"] } };
const gateway = { component: "lbGateway" as const };
const edge = (podLabels: LabelInputs) => ({ from: { podLabels }, to: gateway });

describe("findings of ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  /** The messages logged during a deployment. */
  async function logOf(args: Args): Promise<string[]> {
    const component = new ValdNetworkPolicies("vald", { namespace: "vald", ...args });
    await deployedPolicies(component);
    await valueOf(component.openings);
    return logged;
  }

  it("are logged as warnings, or as information if they are harmless", async () => {
    assert.deepEqual(await logOf({ edges: [edge({ app: "search" })] }), [
      `warning: ${barePodSelector("edges[0].from")}`,
      `info: ${apiServerByNamespace}`,
    ]);
  });

  it("are logged for late values", async () => {
    assert.deepEqual(await logOf({ ...apiServer, edges: [edge(pulumi.output({ app: "search" }))] }), [
      `warning: ${barePodSelector("edges[0].from")}`,
    ]);
  });

  it("are logged for components that are off, and for edges and rules that therefore have no effect", async () => {
    assert.deepEqual(
      await logOf({
        components: { discoverer: { enabled: false }, indexSave: { custom: { ingress: [{}] } } },
        edges: [{ from: { namespace: "shop" }, to: { component: "mirrorGateway" } }],
      }),
      [
        "warning: no-effect: components.indexSave.custom (indexSave): this setting has no effect because the component is off; turn the component on, or remove this setting",
        "warning: no-effect: edges[0] (mirrorGateway): this setting has no effect because the component is off; turn the component on, or remove this setting",
        "info: component-off: components.discoverer.enabled: the component is off, so it has no policy, and if its pods are still running, no policy isolates them; if the component is deployed, turn it on",
      ],
    );
  });

  it("are logged if policies are off", async () => {
    assert.deepEqual(await logOf({ defaults: { networkPolicy: { enabled: false } } }), [
      "warning: policies-off: defaults.networkPolicy.enabled (policies are off): no policy selects a component of Vald, so Vald's pods are not isolated; turn policies on (in the values, set `defaults.networkPolicy.enabled: true`), or, if the manifests contain Vald's policies, correct their `podSelector`, or specify the components' namespace and labels",
    ]);
  });

  it("are not logged if they are ignored", async () => {
    const ignore: Args["ignore"] = [{ id: "bare-pod-selector", reason: "it runs beside Vald" }];
    assert.deepEqual(await logOf({ ...apiServer, edges: [edge({ app: "search" })], ignore }), []);
  });

  it("do not contain secret values", async () => {
    const edges = [{ from: { cidrs: [pulumi.secret("10.0.0.0/8")] }, to: gateway }];
    assert.deepEqual(await logOf({ ...apiServer, edges }), [
      "warning: cidr-covers-pods: edges[0].from: CIDR blocks are meant for endpoints outside the cluster, but with most network plugins this block also matches pods, because it covers pod addresses or most of a range that clusters use for pods; exclude the cluster's address ranges with `except`, or, to allow pods, select them by labels",
    ]);
  });

  it("do not contain secret values from other locations", async () => {
    const args: Args = {
      ...apiServer,
      components: { agent: { ports: { grpc: pulumi.secret(49876) } } },
      edges: [{ from: { namespace: "shop" }, to: { component: "agent" }, ports: [{ port: 8081 }] }],
    };
    const log = await logOf(args);
    assert.match(log.join("\n"), /port-not-served: edges\[0\]\.ports\[0\]: /);
    assert.doesNotMatch(log.join("\n"), /49876/);
  });

  it("are logged in a preview, together with the paths of unknown values", async () => {
    await startRun({ preview: true });
    const edges = [edge({ app: unknownOutput<string>() }), edge({ app: "search" })];
    const component = new ValdNetworkPolicies("vald", { namespace: unknownOutput<string>(), ...apiServer, edges });
    await deployedPolicies(component);
    assert.deepEqual(logged, [
      `warning: ${barePodSelector("edges[1].from")}`,
      "info: not checked yet, because these values are not known: edges[0]",
    ]);
  });

  describe("with strict: true", () => {
    const head = "These findings fail the deployment, because `strict` is true:";

    it("are thrown all at once before anything is registered, except harmless ones", () => {
      const edges = [edge({ app: "search" }), edge({ app: "cart" })];
      const message = [head, ...[0, 1].map((i) => `  ${barePodSelector(`edges[${i}].from`)}`)].join("\n");
      assert.throws(
        () => new ValdNetworkPolicies("vald", { namespace: "vald", edges, strict: true }),
        (error) => {
          assert.ok(pulumi.RunError.isInstance(error));
          assert.deepEqual([error.message, error.stack], [message, message]);
          return true;
        },
      );
      assert.deepEqual(registered, []);
    });

    it("are thrown if the API server is missing and cannot be in kube-system", async () => {
      const component = (cni: Args["cni"]) => new ValdNetworkPolicies("vald", { namespace: "vald", cni, strict: true });
      for (const cni of ["vpc-cni", "gke-v2"] as const)
        assert.throws(() => component(cni), /:\n {2}api-server-by-namespace: apiServer \(discoverer\): /);
      assert.deepEqual(registered, []);
      await deployedPolicies(component("calico"));
    });

    it("prevent the creation of every policy if they concern late values", () => {
      const edges = [edge(pulumi.output({ app: "search" }))];
      return assertNoPolicies({ edges, strict: true }, `${head}\n  ${barePodSelector("edges[0].from")}`);
    });

    it("do not prevent the deployment if they are harmless or ignored", async () => {
      const ignore: Args["ignore"] = [{ id: "bare-pod-selector", path: "edges[0]", reason: "it runs beside Vald" }];
      assert.deepEqual(await logOf({ edges: [edge({ app: "search" })], ignore, strict: true }), [
        `info: ${apiServerByNamespace}`,
      ]);
    });
  });
});
