import assert from "node:assert/strict";
import {
  check,
  type CheckInput,
  type EgressRule,
  type LabelSelector,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicyManifest,
  type Pod,
} from "../../../core";
import { detailsOf, found, locationsOf } from "./found";

const namespace = "vald";
const documented = networkPolicies({ namespace });
const agents = { matchLabels: { app: "vald-agent" } };
const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };

/** The documented policies and some other policies. */
const withPolicies = (...policies: NetworkPolicyManifest[]): CheckInput => ({
  policies: [...documented, ...policies],
  args: { namespace },
});
/** All findings except those for the documented policies. */
const foundBeyondDefault = (input: CheckInput) => {
  const defaultFindings = found(withPolicies());
  return found(input).filter((one) => !defaultFindings.includes(one));
};
const egressPolicy = (name: string, podSelector: LabelSelector, ...egress: EgressRule[]): NetworkPolicyManifest => ({
  metadata: { name, namespace },
  spec: { podSelector, policyTypes: ["Egress"], egress },
});
const blockRule = (cidr: string, port: number, protocol: "TCP" | "UDP" = "TCP", ...except: string[]) => ({
  to: [{ ipBlock: { cidr, ...(except.length > 0 && { except }) } }],
  ports: [{ protocol, port }],
});

describe("check, for manifests without policies for Vald", () => {
  it("reports this, with the policies that it found", () => {
    const policiesOff = (input: CheckInput) => detailsOf("policies-off", input);
    const ofOthers = egressPolicy("search", { matchLabels: { app: "search" } });
    assert.deepEqual(policiesOff({ policies: [] }), ["no policies in the input"]);
    assert.deepEqual(policiesOff({ policies: documented, args: { namespace: "other" } }), [
      "no policies in namespace other, only in other namespaces",
    ]);
    assert.deepEqual(policiesOff({ policies: [ofOthers], args: { namespace } }), ["1 policy in namespace vald"]);
  });

  it("treats policies with Vald's labels as Vald's, regardless of the pods that they select", () => {
    const policies = networkPolicies({
      namespace,
      instanceLabels: { "app.kubernetes.io/instance": "blue" },
      apiServer: { cidrs: ["203.0.113.7/32"] },
      defaults: { networkPolicy: { custom: { ingress: [{}] } } },
    });
    const ids = check({ policies }).findings.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ["everyone", "not-isolated"]);
  });

  it("infers the namespace from policies that select Vald's pods by expressions", () => {
    const expression = { key: "app", operator: "In", values: ["vald-agent", "vald-discoverer"] };
    const policy = {
      metadata: { name: "a", namespace },
      spec: { podSelector: { matchExpressions: [expression] }, ingress: [{}], policyTypes: [] },
    };
    assert.deepEqual(locationsOf("everyone", { policies: [policy] }), ["NetworkPolicy vald/a: spec.ingress[0]"]);
  });
});

describe("check, for manifests", () => {
  it("reports a component that no policy isolates", () => {
    const policies = documented.filter(({ metadata }) => metadata.name !== "vald-agent-allow");
    const { findings } = check({ policies, args: { namespace } });
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== "info").map(({ id, detail }) => [id, detail]),
      [["not-isolated", "agent"]],
    );
  });

  it("reports nothing for the rules that match no pod in adopted policies", () => {
    const nobody = {
      podSelector: {
        matchExpressions: [
          { key: "app", operator: "Exists" },
          { key: "app", operator: "DoesNotExist" },
        ],
      },
    };
    const adopted = documented.map(({ spec, ...policy }) => ({
      ...policy,
      spec: { ...spec, ingress: spec.ingress.length === 0 ? [{ from: [nobody] }] : spec.ingress },
    }));
    assert.notDeepEqual(adopted, documented);
    assert.deepEqual(foundBeyondDefault({ policies: adopted, args: { namespace } }), []);
  });

  it("reports a split peer if one half is a component, and the rule that the split peer makes redundant", () => {
    const lbGateway = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
    const custom = { ingress: [{ from: [shop, lbGateway] }] };
    const policies = networkPolicies({ namespace, components: { agent: { custom } } });
    assert.deepEqual(foundBeyondDefault({ policies, args: { namespace } }), [
      "split-peer NetworkPolicy vald/vald-agent-allow: spec.ingress[2].from[1]",
      "redundant-rule NetworkPolicy vald/vald-agent-allow: spec.ingress[0]",
    ]);
  });

  it("reports DNS over one protocol, unless another policy for the same pods allows the other protocol", () => {
    const udp = egressPolicy("udp", agents, blockRule("192.0.2.53/32", 53, "UDP"));
    const tcp = egressPolicy("tcp", agents, blockRule("192.0.2.53/32", 53));
    const tcpOfOthers = egressPolicy(
      "tcp",
      { matchLabels: { app: "vald-lb-gateway" } },
      blockRule("192.0.2.53/32", 53),
    );
    assert.deepEqual(foundBeyondDefault(withPolicies(udp, tcp)), []);
    assert.deepEqual(locationsOf("half-dns", withPolicies(udp, tcpOfOthers)), [
      "NetworkPolicy vald/tcp: spec.egress[0].ports[0]",
      "NetworkPolicy vald/udp: spec.egress[0].ports[0]",
    ]);
  });

  it("reports DNS on the port of OpenShift's Service, unless another policy for the same pods allows the pods' port", () => {
    const rule = (port: number): EgressRule => ({
      to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "openshift-dns" } } }],
      ports: (["UDP", "TCP"] as const).map((protocol) => ({ protocol, port })),
    });
    const [service, pods] = [egressPolicy("service", agents, rule(53)), egressPolicy("pods", {}, rule(5353))];
    assert.deepEqual(foundBeyondDefault(withPolicies(service)), [
      "openshift-dns-port NetworkPolicy vald/service: spec.egress[0].ports[0]",
      "openshift-dns-port NetworkPolicy vald/service: spec.egress[0].ports[1]",
    ]);
    assert.deepEqual(foundBeyondDefault(withPolicies(service, pods)), []);
  });

  it("reports DNS by address, unless another policy for the same pods allows the DNS pods", () => {
    const args: NetworkPoliciesArgs = { namespace, edgePorts: "vald", dns: [{ preset: "nodeLocal" }] };
    const kubeSystem = egressPolicy("dns", agents, {
      to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }],
    });
    const locations = (...others: NetworkPolicyManifest[]) =>
      locationsOf("dns-by-address", { policies: [...networkPolicies(args), ...others], args: { namespace } });
    const rest = ["discoverer", "filter-gateway", "lb-gateway", "manager-index"].map(
      (name) => `NetworkPolicy vald/vald-${name}-allow: spec.egress`,
    );
    assert.deepEqual(locations(), ["NetworkPolicy vald/vald-agent-allow: spec.egress", ...rest]);
    assert.deepEqual(locations(kubeSystem), rest);
  });

  it("reports the cloud's metadata service, unless another policy for the same pods lists its address alone", () => {
    const wide = egressPolicy("wide", agents, blockRule("168.0.0.0/6", 80));
    const alone = egressPolicy("alone", {}, blockRule("169.254.169.254/32", 80));
    assert.deepEqual(foundBeyondDefault(withPolicies(wide)), [
      "cloud-metadata NetworkPolicy vald/wide: spec.egress[0].to[0]",
    ]);
    assert.deepEqual(locationsOf("cloud-metadata", withPolicies(wide, alone)), []);
  });

  it("reports an exception that cuts the block of another policy, with Amazon's network plugin", () => {
    const cut = egressPolicy("cut", agents, blockRule("52.0.0.0/8", 443, "TCP", "52.1.0.0/16"));
    const whole = egressPolicy("whole", {}, blockRule("52.0.0.0/8", 9000));
    assert.deepEqual(foundBeyondDefault({ ...withPolicies(cut), cni: "vpc-cni" }), []);
    assert.deepEqual(foundBeyondDefault({ ...withPolicies(cut, whole), cni: "vpc-cni" }), [
      "except-cuts-others NetworkPolicy vald/cut: spec.egress[0].to[0]",
    ]);
  });

  it("reports a single address family, unless another policy for the same pods covers the other family", () => {
    const [v4, v6] = (["0.0.0.0/0", "::/0"] as const).map((cidr) =>
      egressPolicy(cidr === "::/0" ? "v6" : "v4", agents, { to: [{ ipBlock: { cidr } }] }),
    );
    assert.deepEqual(locationsOf("one-family", withPolicies(v4!)), ["NetworkPolicy vald/v4: spec.egress[0].to[0]"]);
    assert.deepEqual(locationsOf("one-family", withPolicies(v4!, v6!)), []);
  });

  it("reports a version label in a selector, unless the selector matches any value of the label", () => {
    const hashPolicy = egressPolicy("deny", { matchLabels: { "pod-template-hash": "abc" } });
    const anyHashPolicy = egressPolicy("deny", {
      matchExpressions: [{ key: "pod-template-hash", operator: "Exists" }],
    });
    assert.deepEqual(foundBeyondDefault(withPolicies(hashPolicy)), [
      "version-label NetworkPolicy vald/deny: spec.podSelector",
    ]);
    assert.deepEqual(foundBeyondDefault(withPolicies(anyHashPolicy)), []);
  });

  it("treats a block as the API server's only if ports other than DNS are open", () => {
    const inputWithPort = (port: number) =>
      withPolicies(egressPolicy("block", { matchLabels: { app: "vald-discoverer" } }, blockRule("192.0.2.1/32", port)));
    assert.deepEqual(
      [53, 6443].map((port) => locationsOf("api-server-by-namespace", inputWithPort(port)).length),
      [1, 0],
    );
  });

  it("reports a block that contains usual pod ranges only if no pod has a known address", () => {
    const wide = egressPolicy("wide", agents, blockRule("10.0.0.0/8", 443));
    const pod: Pod = { namespace, name: "agent-0", labels: { app: "vald-agent" } };
    const reported = (pods: Pod[]) => locationsOf("cidr-covers-pods", { ...withPolicies(wide), pods });
    assert.deepEqual(reported([pod]), ["NetworkPolicy vald/wide: spec.egress[0].to[0]"]);
    assert.deepEqual(reported([{ ...pod, ips: ["192.0.2.1"] }]), []);
  });
});

describe("bare-pod-selector, for manifests", () => {
  const policies = networkPolicies({
    namespace,
    edges: [{ from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } }],
  });
  const count = (input: CheckInput) => locationsOf("bare-pod-selector", { args: { namespace }, ...input }).length;
  const pod = (podNamespace: string): Pod => ({ name: "search-0", namespace: podNamespace, labels: { app: "search" } });

  it("is not reported if such a pod is in Vald's namespace", () =>
    assert.equal(count({ policies, pods: [pod(namespace)] }), 0));

  it("is reported if such pods are in other namespaces", () =>
    assert.equal(count({ policies, pods: [pod("shop")] }), 1));

  it("is not reported if pods in Vald's namespace are known, and no pod has the labels", () => {
    const other: Pod = { name: "cart-0", namespace, labels: { app: "cart" } };
    assert.equal(count({ policies, pods: [other] }), 0);
    assert.equal(count({ policies, pods: [{ ...other, namespace: "shop" }] }), 1);
  });

  it("is not reported for labels that Vald's own pods match", () => {
    const notCart = { key: "app", operator: "NotIn", values: ["cart"] };
    const from = [{ podSelector: { matchExpressions: [notCart] } }, { podSelector: {} }];
    const all = networkPolicies({ namespace, components: { agent: { custom: { ingress: [{ from }] } } } });
    assert.equal(count({ policies: all }), 0);
  });

  it("is reported for the values if pods in another namespace have the labels", () => {
    const args = {
      namespace,
      edges: [{ from: { podLabels: { app: "search" } }, to: { component: "agent" as const } }],
    };
    const locations = (...pods: Pod[]) => locationsOf("bare-pod-selector", { policies: documented, args, pods });
    assert.deepEqual(locations(pod("shop")), ["edges[0].from"]);
    assert.deepEqual(locations(pod("shop"), pod(namespace)), []);
    assert.deepEqual(locationsOf("bare-pod-selector", { policies: documented, args }), []);
  });

  it("is not reported if a policy in Vald's namespace selects such pods", () => {
    const searchPolicy = egressPolicy("search", { matchLabels: { app: "search" } });
    assert.equal(count({ policies: [...policies, searchPolicy] }), 0);
  });

  it("is reported if the other policies in Vald's namespace belong to another Vald cluster", () => {
    const instanceLabels = { "app.kubernetes.io/instance": "blue" };
    const other = networkPolicies({ namespace, instanceLabels, namePrefix: "blue-" });
    assert.equal(count({ policies: [...policies, ...other] }), 1);
  });
});
