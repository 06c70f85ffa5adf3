import assert from "node:assert/strict";
import {
  check,
  type Component,
  type CustomRules,
  type EdgeArgs,
  type IngressRule,
  type NetworkPoliciesArgs,
  networkPolicies,
} from "../../../core";
import { detailsOf, locationsOf } from "./found";

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
const custom = (rules: CustomRules): NetworkPoliciesArgs => ({ defaults: { networkPolicy: { custom: rules } } });
const ingress = (...rules: IngressRule[]) => custom({ ingress: rules });

describe("bare-pod-selector", () => {
  it("is not reported for labels of a component", () => {
    const args = ingress({ from: [app("vald-lb-gateway")] });
    assert.deepEqual(locationsOf("bare-pod-selector", { args }), []);
  });
});

describe("component-off", () => {
  it("is not reported for a component that is off by default", () => {
    const off: Component[] = ["mirrorGateway", "filterGateway"];
    const components = Object.fromEntries(off.map((component) => [component, { enabled: false }]));
    assert.deepEqual(locationsOf("component-off", { args: { components } }), ["components.filterGateway.enabled"]);
  });
});

describe("no-effect", () => {
  it("is reported for an API server that no deployed component calls", () => {
    const args = (enabled: boolean): NetworkPoliciesArgs => ({
      apiServer: { cidrs: ["203.0.113.7/32"] },
      components: { discoverer: { enabled } },
    });
    assert.deepEqual(locationsOf("no-effect", { args: args(false) }), ["apiServer"]);
    assert.deepEqual(locationsOf("no-effect", { args: args(true) }), []);
  });
});

describe("redundant-rule", () => {
  it("is reported for the later of two equal rules, with the earlier rule as detail", () => {
    const { findings } = check({
      args: { ...ingress({ from: [shop] }, { from: [shop] }), apiServer: { cidrs: ["203.0.113.7/32"] } },
    });
    assert.deepEqual(
      findings.map(({ id, path, detail }) => [id, path, detail]),
      [
        [
          "redundant-rule",
          ["defaults", "networkPolicy", "custom", "ingress", 1],
          "covered by defaults.networkPolicy.custom.ingress[0]",
        ],
      ],
    );
  });

  it("is reported for a rule that several other rules cover together", () => {
    const args = ingress(
      { from: [shop], ports: [{ port: 1, endPort: 10 }] },
      { from: [shop], ports: [{ port: 5, endPort: 15 }] },
      { from: [shop], ports: [{ port: 11, endPort: 20 }] },
    );
    assert.deepEqual(locationsOf("redundant-rule", { args }), ["defaults.networkPolicy.custom.ingress[1]"]);
  });

  it("is not reported for a rule for all components if one component needs it", () => {
    assert.deepEqual(locationsOf("redundant-rule", { args: ingress({ from: [app("vald-filter-gateway")] }) }), []);
  });
});

describe("one-sided-edge", () => {
  const bothEnds = (egressPort: number, ingressPort: number): NetworkPoliciesArgs => ({
    components: {
      discoverer: { custom: { egress: [{ to: [app("vald-lb-gateway")], ports: [{ port: egressPort }] }] } },
      lbGateway: { custom: { ingress: [{ from: [app("vald-discoverer")], ports: [{ port: ingressPort }] }] } },
    },
  });

  it("is not reported if custom rules allow the edge at both ends", () => {
    assert.deepEqual(locationsOf("one-sided-edge", { args: bothEnds(8081, 8081) }), []);
  });

  it("is reported at both ends if their rules have no port in common", () => {
    assert.deepEqual(locationsOf("one-sided-edge", { args: bothEnds(8081, 8082) }), [
      "components.discoverer.custom.egress[0].to[0]",
      "components.lbGateway.custom.ingress[0].from[0]",
    ]);
  });
});

describe("too-many-ports", () => {
  const edge = (namespace: string, firstPort: number): EdgeArgs => ({
    from: { namespace },
    to: { component: "filterGateway" },
    ports: Array.from({ length: 13 }, (_, i) => ({ port: firstPort + 2 * i })),
  });

  it("counts the ports in all rules for the same peer", () => {
    const reported = (...edges: EdgeArgs[]) => locationsOf("too-many-ports", { args: { edges }, cni: "vpc-cni" });
    assert.deepEqual(reported(edge("filters", 5001), edge("filters", 6001)), ["edges[0]", "edges[1]"]);
    assert.deepEqual(reported(edge("filters", 5001), edge("others", 6001)), []);
  });
});

describe("cidr-covers-pods", () => {
  const internetArgs = (...except: string[]): NetworkPoliciesArgs => ({
    namespace: "vald",
    edges: [{ from: { component: "every" }, to: { cidrs: ["0.0.0.0/0"], except } }],
  });
  const details = (args: NetworkPoliciesArgs) => detailsOf("cidr-covers-pods", { args });

  it("names the usual pod range that the block contains", () => {
    assert.deepEqual(details(internetArgs("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")), [
      "0.0.0.0/0 except 10.0.0.0/8, 172.16.0.0/12, and 192.168.0.0/16, which contains 100.64.0.0/10",
    ]);
  });

  it("names each usual pod range if the block contains most of it", () => {
    assert.deepEqual(details(internetArgs("172.16.0.0/12", "10.96.0.0/12")), [
      "0.0.0.0/0 except 172.16.0.0/12 and 10.96.0.0/12, which contains most of 10.0.0.0/8, 192.168.0.0/16, and 100.64.0.0/10",
    ]);
  });

  it("lists all blocks at one location together", () => {
    const edges: EdgeArgs[] = [{ from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8", "::/0"] } }];
    assert.deepEqual(details({ edges }), ["10.0.0.0/8, ::/0, which contains fd00::/8"]);
  });

  it("lists the pod addresses that the block contains, if they are known", () => {
    const args = internetArgs();
    const pods = Array.from({ length: 7 }, (_, i) => ({
      namespace: "a",
      name: `a-${i}`,
      labels: {},
      ips: [`10.1.0.${i}`],
    }));
    const detailsWith = (some: typeof pods) =>
      new Set(detailsOf("cidr-covers-pods", { args, policies: networkPolicies(args), pods: some }));
    const expected = "10.1.0.0, 10.1.0.1, 10.1.0.2, 10.1.0.3, 10.1.0.4, and 2 more";
    assert.deepEqual(detailsWith(pods), new Set([`0.0.0.0/0, which contains ${expected}`]));
    assert.deepEqual(detailsWith([{ ...pods[0]!, ips: ["fd00::1"] }]), new Set());
  });
});

describe("service-address", () => {
  it("is not reported for the address of the DNS Service if the pods behind it are open", () => {
    const reported = (args: NetworkPoliciesArgs) =>
      locationsOf("service-address", { args: { ...args, dns: [{ cidrs: ["10.96.0.10/32"] }] }, cni: "cilium" });
    assert.deepEqual(reported({}), []);
    assert.deepEqual(reported({ edgePorts: "vald" }), ["dns[0]"]);
  });
});

describe("except-cuts-others", () => {
  const cut: EdgeArgs = { from: { component: "agent" }, to: { cidrs: ["52.0.0.0/8"], except: ["52.1.0.0/16"] } };
  const wider = (component: Component): EdgeArgs => ({ from: { component }, to: { cidrs: ["32.0.0.0/3"] } });
  const reported = (...edges: EdgeArgs[]) => locationsOf("except-cuts-others", { args: { edges }, cni: "vpc-cni" });

  it("is reported if another edge of the component has a wider block", () => {
    assert.deepEqual(reported(cut, wider("agent")), ["edges[0].to"]);
    assert.deepEqual(reported(cut, wider("discoverer")), []);
  });

  it("is not reported if another edge opens exactly the excluded block", () => {
    const excepted: EdgeArgs = { from: { component: "agent" }, to: { cidrs: ["52.1.0.0/16"] } };
    assert.deepEqual(reported(cut, wider("agent"), excepted), []);
  });
});

describe("every-namespace", () => {
  it("names the namespaces that a selector leaves", () => {
    const selector = { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["testing", "dev"] };
    const args = ingress({ from: [{ namespaceSelector: { matchExpressions: [selector] } }] });
    assert.deepEqual(detailsOf("every-namespace", { args }), ["all pods in namespaces other than dev and testing"]);
  });
});

describe("one-family", () => {
  it("names the blocks that cover the family together", () => {
    const to = ["0.0.0.0/1", "192.0.2.0/24", "128.0.0.0/1"].map((cidr) => ({ ipBlock: { cidr } }));
    assert.deepEqual(detailsOf("one-family", { args: custom({ egress: [{ to }] }) }), [
      "0.0.0.0/1, 192.0.2.0/24, and 128.0.0.0/1",
    ]);
  });
});
