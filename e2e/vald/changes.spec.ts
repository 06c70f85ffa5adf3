import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { NetworkPolicy as NetworkPolicyResource } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { ValdNetworkPolicies } from "../../index";
import { type EdgeArgs, fromChartValues, type IngressRule, type NetworkPoliciesArgs } from "../../core";
import { stackOf, waitForEngine } from "../cluster/fixture";
import { OlderValdNetworkPolicies } from "../cluster/olderPolicies";
import { withRules } from "../cluster/withRules";
import { sampleSize } from "../sampling";
import { apiServerCidrs, clientEdgeTo, clusterArgs, workloadArgs } from "./clusterArgs";
import { measureVanishing, type VanishingReport, vanishingText } from "./measureVanishing";
import { assertNoOutage, monitorChange, type Report, reportText } from "./monitor";
import { Traffic } from "./traffic";
import { clientNamespace, namespace } from "./namespaces";
import { type ValdCluster, valdCluster, waitUntilReady } from "./valdCluster";

type Args = NetworkPoliciesArgs & { namespace: string };
type Step = [change: string, args: Args];

const grpc = { port: 8081 };
const lbEdge: EdgeArgs = { ...clientEdgeTo("lbGateway"), ports: [grpc] };
const filterEdge = clientEdgeTo("filterGateway");
const neighbor: EdgeArgs = {
  from: { namespace: clientNamespace, podLabels: { app: "neighbor" } },
  to: { component: "lbGateway" },
};
const withEdges = (...edges: EdgeArgs[]): Args => ({ ...clusterArgs, edges });
const withCustomRules = (...ingress: IngressRule[]): Args => ({
  ...withEdges(filterEdge),
  components: { lbGateway: { custom: { ingress } } },
});
const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": clientNamespace } } };
const clientRule: IngressRule = { from: [shop], ports: [grpc] };

const firstArgs = withEdges(lbEdge, filterEdge);

/** In this order. All allow the client, but some move its rule to a higher index. */
const steps: Step[] = [
  ["another edge is added before the client's", withEdges(neighbor, lbEdge, filterEdge)],
  ["the client's edge is widened", withEdges(neighbor, { ...lbEdge, ports: [grpc, { port: 443 }] }, filterEdge)],
  ["the client's edge is narrowed", withEdges(neighbor, lbEdge, filterEdge)],
  ["another edge is removed", firstArgs],
  ["custom rules replace the client's edge", withCustomRules(clientRule)],
  ["custom rules are changed", withCustomRules({ from: [shop], ports: [{ port: 9999 }] }, clientRule)],
  ["custom rules are removed", clusterArgs],
  ["edges are limited to the ports that Vald uses", { ...clusterArgs, edgePorts: "vald" }],
  ["edges are no longer limited", clusterArgs],
  ["components are enabled", workloadArgs],
  ["components are disabled", clusterArgs],
];

/** The policies that a user of the older version needs in addition. It has neither edges nor the API server's addresses. */
function additionalPolicies(): void {
  const gateways = { key: "app", operator: "In", values: ["vald-lb-gateway", "vald-filter-gateway"] };
  new NetworkPolicyResource("client", {
    metadata: { name: "client", namespace },
    spec: {
      podSelector: { matchExpressions: [gateways] },
      policyTypes: ["Ingress"],
      ingress: [{ from: [shop] }],
    },
  });
  new NetworkPolicyResource("api-server", {
    metadata: { name: "api-server", namespace },
    spec: {
      podSelector: { matchLabels: { app: "vald-discoverer" } },
      policyTypes: ["Egress"],
      egress: [{ to: apiServerCidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
    },
  });
}

/** The args that follow from the chart's values. */
function argsOfChart(): Args {
  const valuesIn = (file: string) => parse(readFileSync(join(__dirname, file), "utf8")) as object;
  const { apiServer } = clusterArgs;
  const args: Args = { namespace, apiServer, defaults: { networkPolicy: { enabled: true } } };
  return fromChartValues({ ...valuesIn("values.yaml"), ...valuesIn("chartPolicies.yaml") }, args).args;
}

describe("vald: changes while a client searches and inserts", () => {
  let vald: ValdCluster;
  let traffic: Traffic;
  let program: () => void;
  let stack: Stack;

  const upProgram = (next: () => void) => {
    program = next;
    return stack.up();
  };
  const up = (args: Args & { adopt?: boolean }, opts?: pulumi.ComponentResourceOptions) =>
    upProgram(() => void new ValdNetworkPolicies("vald", args, opts));

  const monitor = async (title: string, change: () => Promise<unknown>): Promise<Report> => {
    const report = await monitorChange(vald, traffic, change);
    console.log(`      ${title}: ${reportText(report)}`);
    return report;
  };
  const assertNoOutageWhile = async (title: string, change: () => Promise<unknown>) =>
    assertNoOutage(await monitor(title, change));

  before(async () => {
    vald = await valdCluster();
    await vald.install();
    stack = await stackOf("changes", async () => program());
    await up(firstArgs);
    await vald.coldStart();
    await waitUntilReady(vald.pods.values());
    traffic = await Traffic.start(vald);
  });
  after(async () => {
    traffic.stop();
    await vald.stop();
    await stack.destroy();
    await waitForEngine();
  });

  describe("no request fails", () => {
    const sample = steps.slice(0, sampleSize("changes of args", 5, steps.length));
    for (const [change, args] of sample) it(`when ${change}`, () => assertNoOutageWhile(change, () => up(args)));

    it("when the policies are removed", () => assertNoOutageWhile("removed", () => stack.destroy()));

    it("when the stack takes over the chart's policies", async () => {
      const args = argsOfChart();
      await assertNoOutageWhile("chart's policies on", () => vald.changeRelease(["chartPolicies.yaml"]));
      await assertNoOutageWhile("adopted", () => up({ ...args, adopt: true }));
      await assertNoOutageWhile("chart's policies off", () => vald.changeRelease());
      await assertNoOutageWhile("no longer adopting", () => up(args));
    });

    it("when an older version of the package creates the stack and this version upgrades it", async () => {
      await stack.destroy();
      await assertNoOutageWhile("older version", () =>
        upProgram(() => {
          new OlderValdNetworkPolicies("vald", { namespace });
          additionalPolicies();
        }),
      );
      await assertNoOutageWhile("upgraded", () =>
        upProgram(() => {
          new ValdNetworkPolicies("vald", clusterArgs);
          additionalPolicies();
        }),
      );
      await assertNoOutageWhile("additional policies removed", () => up(clusterArgs));
    });
  });

  describe("the monitor detects", () => {
    it("a client's edge that is removed for a second, which only new connections notice", async () => {
      const report = await monitor("edge removed for a second", async () => {
        await up(withEdges(filterEdge));
        await waitForEngine();
        await pause(1000);
        await up(clusterArgs);
      });
      assert.throws(() => assertNoOutage(report));
      assert.ok(report.new.failures.length > 1, JSON.stringify(report));
      assert.deepEqual(report.established.failures, []);
    });

    it("agents that admit nobody when the lb gateway connects to them again", async () => {
      const [[lb], [agent]] = [vald.podsOf("vald-lb-gateway"), vald.podsOf("vald-agent")];
      assert.ok(lb !== undefined && agent !== undefined);
      const earlierDrops = vald.drops.packets.length;
      let [denied, restored] = [NaN, NaN];
      const report = await monitor("agents admit nobody", async () => {
        await up(clusterArgs, { transforms: [withRules("vald-agent-allow", { ingress: [] })] });
        await waitForEngine();
        await lb.restart({ skipInit: true });
        const packet = await vald.drops.waitForFirst(lb.address, agent.address, earlierDrops);
        assert.equal(packet?.port, grpc.port);
        denied = Date.now();
        await pause(2000);
        restored = Date.now();
        await up(clusterArgs);
        await waitUntilReady(vald.pods.values());
      });
      assert.throws(() => assertNoOutage(report));
      // The restart itself also makes requests fail, but not once the gateway connects to agents.
      const failures = report.established.failures.filter(({ start }) => start > denied && start < restored);
      assert.ok(failures.length > 0, JSON.stringify(report));
    });
  });

  describe("when packets between the lb gateway and an agent vanish without a rejection", () => {
    const measure = async (bound: number): Promise<VanishingReport> => {
      const report = await measureVanishing(vald, bound);
      console.log(`      ${vanishingText(report)}`);
      return report;
    };

    before(() => traffic.stop());

    it("inserts fail, and the lb gateway keeps its connections to the agent", async () => {
      const report = await measure(1000 * sampleSize("seconds without packets", 10, 60));
      const codes = report.unnoticed.inserts.map(({ code }) => code);
      assert.ok(codes.length > 0 && !codes.includes("OK"), codes.join());
      assert.equal(report.noticed, undefined);
    });

    const withKeepalive = ["keepalive.yaml"].slice(0, sampleSize("configurations with gRPC's keepalive", 0, 1));
    for (const file of withKeepalive) {
      it("the lb gateway closes its connections to the agent if gRPC's keepalive is configured", async () => {
        await vald.install([file]);
        await vald.coldStart();
        await waitUntilReady(vald.pods.values());
        const report = await measure(60_000);
        assert.notEqual(report.noticed, undefined, JSON.stringify(report));
      });
    }
  });
});
