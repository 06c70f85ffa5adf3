import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import {
  type CheckInput,
  type Cni,
  cniNames,
  type CustomRules,
  type EgressRule,
  type FindingId,
  findingIds,
  findingRules,
  type LabelSelectorRequirement,
  type NetworkPoliciesArgs,
  readObjects,
} from "../../../core";
import { findingCases } from "../../../testing/findingCases";
import { locationsOf } from "./found";

/** Reads values or manifests from YAML. */
function inputOf(text: string): CheckInput {
  const documents = parseAllDocuments(text).map((document): unknown => document.toJS());
  const isManifests = documents.some((document) => Object.hasOwn(document as object, "kind"));
  // Cast: check validates the args.
  return isManifests ? readObjects(documents).input : { args: documents[0] as NetworkPoliciesArgs };
}

describe("every finding rule", () => {
  it("has a unique id and a case", () => {
    const ids = findingRules.map(({ id }) => id);
    assert.deepEqual(ids, [...findingIds]);
    assert.deepEqual(Object.keys(findingCases).sort(), [...findingIds].sort());
  });

  it("has texts that can be joined into one line, and sources that are URLs", () => {
    for (const { id, message, remediation, cniOverrides = {} } of findingRules) {
      const overrides = Object.values(cniOverrides);
      const texts = [
        message,
        remediation,
        ...overrides.flatMap((one) => [one.message, one.remediation ?? remediation]),
      ];
      for (const text of texts) {
        assert.equal(text, text.trim(), id);
        assert.ok(text.length > 0 && text.at(-1) !== ".", `${id}: ${text}`);
      }
      for (const { source } of overrides) assert.equal(new URL(source).protocol, "https:", id);
    }
  });

  for (const rule of findingRules) {
    const { cniOverrides, appliesToAllCnis = cniOverrides === undefined } = rule;
    const { fires, passes } = findingCases[rule.id];
    const plugins = [undefined, ...cniNames];
    const pluginsThatReport = (input: CheckInput) =>
      plugins.filter((cni) => locationsOf(rule.id, { ...input, cni }).length > 0);

    it(`reports ${rule.id} for the network plugins to which it applies`, () => {
      assert.deepEqual(
        pluginsThatReport(inputOf(fires)),
        plugins.filter((cni) => appliesToAllCnis || (cni !== undefined && cniOverrides?.[cni] !== undefined)),
      );
    });

    it(`does not report ${rule.id} for a near miss`, () => {
      assert.deepEqual(pluginsThatReport(inputOf(passes)), []);
    });
  }
});

describe("a finding rule", () => {
  const custom = (rules: CustomRules): NetworkPoliciesArgs => ({ defaults: { networkPolicy: { custom: rules } } });
  const egress = (...rules: EgressRule[]) => custom({ egress: rules });
  const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });
  const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
  const from = (...matchExpressions: LabelSelectorRequirement[]) =>
    custom({ ingress: [{ from: [{ namespaceSelector: { matchExpressions } }] }] });
  const exclude = (key: string, value: string) => ({ key, operator: "NotIn", values: [value] });
  const publicBlocks = [
    ...["1.0.0.0/8", "2.0.0.0/7", "4.0.0.0/6", "8.0.0.0/7", "11.0.0.0/8", "12.0.0.0/6", "16.0.0.0/4", "32.0.0.0/3"],
    ...["64.0.0.0/3", "96.0.0.0/4", "112.0.0.0/5", "120.0.0.0/6", "124.0.0.0/7", "126.0.0.0/8", "128.0.0.0/3"],
    ...["160.0.0.0/5", "168.0.0.0/6", "173.0.0.0/8", "174.0.0.0/7", "176.0.0.0/4", "193.0.0.0/8", "194.0.0.0/7"],
    ...["196.0.0.0/6", "200.0.0.0/5", "208.0.0.0/4"],
  ];
  const ports = (port: number, protocol = "TCP") => [{ port, protocol }];
  const namespace = (...values: string[]) => ({
    namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }] },
  });
  const openshiftDnsPods = {
    namespaceSelector: {},
    podSelector: { matchLabels: { "dns.operator.openshift.io/daemonset-dns": "default" } },
  };
  const onlyValdPorts = (...dns: NonNullable<NetworkPoliciesArgs["dns"]>): NetworkPoliciesArgs => ({
    edgePorts: "vald",
    dns,
  });
  const lbOn9181 = { lbGateway: { ports: { grpc: 9181 } } };
  const admittingBlock: NetworkPoliciesArgs = {
    components: { indexManager: { custom: { egress: [{ to: [app("vald-lb-gateway")] }] } } },
    edges: [{ from: { cidrs: ["10.0.0.0/8"] }, to: { component: "lbGateway" } }],
  };
  const rows: [id: FindingId, isReported: boolean, what: string, args: NetworkPoliciesArgs, cni?: Cni][] = [
    [
      "cidr-covers-pods",
      true,
      "a block that contains most of a usual pod range",
      egress({ to: [block("10.0.0.0/8", "10.96.0.0/12")] }),
    ],
    [
      "cidr-covers-pods",
      false,
      "a block that contains less than half of a usual pod range",
      egress({ to: [block("10.0.0.0/8", "10.0.0.0/9", "10.244.0.0/16")] }),
    ],
    ["cidr-covers-pods", true, "kubeadm's usual pod range", egress({ to: [block("10.244.0.0/16")] })],
    [
      "cidr-covers-pods",
      true,
      "all addresses, with Cilium",
      egress({ to: [block("0.0.0.0/0"), block("::/0")] }),
      "cilium",
    ],
    [
      "split-peer",
      false,
      "two peers: all pods in Vald's namespace, and another namespace",
      custom({ ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: "a" } } }] }] }),
    ],
    [
      "one-sided-edge",
      false,
      "a rule for all components that takes effect for one of them",
      {
        ...egress({ to: [app("vald-lb-gateway")], ports: ports(80) }),
        components: { lbGateway: { custom: { ingress: [{ from: [app("vald-agent")], ports: ports(80) }] } } },
      },
    ],
    ["one-sided-edge", false, "a rule whose target component admits a CIDR block", admittingBlock],
    [
      "one-sided-edge",
      true,
      "a rule whose target component admits a CIDR block, with Cilium",
      admittingBlock,
      "cilium",
    ],
    [
      "port-not-served",
      false,
      "the usual port in a rule for all components, one of which listens on another port",
      { ...custom({ ingress: [{ from: [app("search")], ports: ports(8081) }] }), components: lbOn9181 },
    ],
    [
      "port-not-served",
      true,
      "the usual port in a rule for a component that listens on another port",
      {
        components: {
          lbGateway: { ...lbOn9181.lbGateway, custom: { ingress: [{ from: [app("search")], ports: ports(8081) }] } },
        },
      },
    ],
    [
      "api-server-by-namespace",
      false,
      "an API server on an unusual port",
      { apiServer: { cidrs: ["198.51.100.9/32"], ports: ports(7445) } },
    ],
    [
      "api-server-by-namespace",
      true,
      "a block on a port on which API servers do not listen",
      egress({ to: [block("198.51.100.9/32")], ports: ports(4317) }),
    ],
    [
      "api-server-by-namespace",
      false,
      "a block on an API server port",
      egress({ to: [block("198.51.100.9/32")], ports: ports(6443) }),
    ],
    [
      "unknown-port-name",
      false,
      "a port name that the target component declares",
      { edges: [{ from: { component: "discoverer" }, to: { component: "agent" }, ports: [{ port: "grpc" }] }] },
      "kube-router",
    ],
    [
      "unknown-port-name",
      true,
      "one of Vald's port names in a rule for other pods",
      { edges: [{ from: { component: "discoverer" }, to: { namespace: "shop" }, ports: [{ port: "grpc" }] }] },
      "kube-router",
    ],
    [
      "one-family",
      true,
      "two ports, only one of which is open in the other address family",
      egress(
        { to: [block("0.0.0.0/0")], ports: [...ports(443), ...ports(80)] },
        { to: [block("::/0")], ports: ports(80) },
      ),
    ],
    [
      "one-family",
      false,
      "two ports, both of which are open in the other address family, in two rules",
      egress(
        { to: [block("0.0.0.0/0")], ports: [...ports(443), ...ports(80)] },
        { to: [block("::/0")], ports: ports(80) },
        { to: [block("::/0")], ports: ports(443) },
      ),
    ],
    [
      "one-family",
      true,
      "all IPv4 addresses in two blocks",
      egress({ to: [block("0.0.0.0/1"), block("128.0.0.0/1")] }),
    ],
    [
      "one-family",
      true,
      "a list of all public IPv4 addresses",
      egress({ to: publicBlocks.map((cidr) => block(cidr)) }),
    ],
    ["one-family", false, "half of the IPv4 addresses", egress({ to: [block("0.0.0.0/1")] })],
    ["one-family", true, "all IPv6 addresses that the Internet uses", egress({ to: [block("2000::/3")] })],
    [
      "one-family",
      false,
      "all addresses of both families, each in several blocks",
      egress({ to: ["0.0.0.0/1", "128.0.0.0/1", "2000::/4", "3000::/4"].map((cidr) => block(cidr)) }),
    ],
    [
      "cidr-covers-pods",
      true,
      "a usual pod range that two blocks cover together",
      egress({ to: [block("192.168.0.0/17"), block("192.168.128.0/17")] }),
    ],
    [
      "cidr-covers-pods",
      false,
      "half of a usual pod range in two blocks",
      egress({ to: [block("192.168.0.0/18"), block("192.168.128.0/18")] }),
    ],
    ["every-namespace", true, "all namespaces but one", from(exclude("kubernetes.io/metadata.name", "dev"))],
    ["namespace-by-label", false, "all namespaces but one", from(exclude("kubernetes.io/metadata.name", "dev"))],
    ["every-namespace", true, "namespaces without a label", from({ key: "untrusted", operator: "DoesNotExist" })],
    ["namespace-by-label", false, "namespaces without a label", from({ key: "untrusted", operator: "DoesNotExist" })],
    [
      "every-namespace",
      false,
      "namespaces with a label, but one of them",
      from({ key: "team", operator: "Exists" }, exclude("kubernetes.io/metadata.name", "dev")),
    ],
    [
      "namespace-by-label",
      true,
      "namespaces with a label, but one of them",
      from({ key: "team", operator: "Exists" }, exclude("kubernetes.io/metadata.name", "dev")),
    ],
    [
      "half-dns",
      true,
      "OpenShift's DNS over UDP only",
      { edges: [{ from: { component: "every" }, to: { namespace: "openshift-dns" }, ports: ports(5353, "UDP") }] },
    ],
    [
      "api-server-by-namespace",
      false,
      "the namespace of the API server's Service, with Amazon's network plugin",
      egress({ to: [namespace("default")], ports: ports(443) }),
      "vpc-cni",
    ],
    [
      "api-server-by-namespace",
      true,
      "the namespace of the API server's Service, with another network plugin",
      egress({ to: [namespace("default")], ports: ports(443) }),
      "gke-v2",
    ],
    [
      "api-server-by-namespace",
      true,
      "pods in the namespace of the API server's Service, with Amazon's network plugin",
      egress({ to: [{ ...namespace("default"), ...app("kubernetes") }], ports: ports(443) }),
      "vpc-cni",
    ],
    [
      "api-server-by-namespace",
      false,
      "a Vald cluster without components that call the API server, with Amazon's network plugin",
      { components: { discoverer: { enabled: false } } },
      "vpc-cni",
    ],
    ["openshift-dns-port", true, "DNS with its default port", { dns: [{ namespace: "openshift-dns" }] }],
    ["openshift-dns-port", true, "the preset on port 53", { dns: [{ preset: "openShift", port: 53 }] }],
    ["openshift-dns-port", false, "the preset", { dns: [{ preset: "openShift" }] }],
    [
      "openshift-dns-port",
      false,
      "both ports",
      { dns: [{ namespace: "openshift-dns", port: 53 }, { preset: "openShift" }] },
    ],
    [
      "openshift-dns-port",
      true,
      "both ports, one of which is open for another protocol only",
      egress({ to: [namespace("openshift-dns")], ports: [...ports(53, "UDP"), ...ports(5353)] }),
    ],
    [
      "openshift-dns-port",
      true,
      "the labels of the DNS pods in every namespace",
      egress({ to: [openshiftDnsPods], ports: ports(53, "UDP") }),
    ],
    [
      "openshift-dns-port",
      true,
      "several namespaces with DNS pods",
      egress({ to: [namespace("kube-system", "openshift-dns")], ports: ports(53, "UDP") }),
    ],
    [
      "openshift-dns-port",
      false,
      "a range that contains both ports",
      egress({ to: [namespace("openshift-dns")], ports: [{ port: 53, endPort: 5353, protocol: "UDP" }] }),
    ],
    [
      "openshift-dns-port",
      false,
      "every namespace",
      egress({ to: [{ namespaceSelector: {} }], ports: ports(53, "UDP") }),
    ],
    ["openshift-dns-port", false, "all ports", egress({ to: [namespace("openshift-dns")] })],
    ["openshift-dns-port", false, "DNS in kube-system", { dns: [{ preset: "kubeSystem" }] }],
    ["dns-by-address", true, "the Service's address", onlyValdPorts({ cidrs: ["10.96.0.10/32"] })],
    ["dns-by-address", false, "all of kube-system", { dns: [{ cidrs: ["10.96.0.10/32"] }] }],
    [
      "dns-by-address",
      false,
      "the Service's address, with Amazon's network plugin",
      onlyValdPorts({ cidrs: ["172.20.0.10/32"] }),
      "vpc-cni",
    ],
    [
      "dns-by-address",
      true,
      "NodeLocal DNSCache alone, with Amazon's network plugin",
      onlyValdPorts({ preset: "nodeLocal" }),
      "vpc-cni",
    ],
    ["dns-by-address", true, "an unusual port", onlyValdPorts({ cidrs: ["192.0.2.53/32"], port: 1053 })],
    ["dns-by-address", false, "a block that may contain pods", onlyValdPorts({ cidrs: ["10.0.0.0/8"] })],
    [
      "dns-by-address",
      false,
      "addresses and DNS pods in another namespace",
      onlyValdPorts({ preset: "nodeLocal" }, { namespace: "dns" }),
    ],
    [
      "dns-by-address",
      false,
      "addresses and an edge to the DNS pods",
      {
        ...onlyValdPorts({ preset: "nodeLocal" }),
        edges: [{ from: { component: "every" }, to: { namespace: "kube-system" }, ports: ports(53, "UDP") }],
      },
    ],
    ["cloud-metadata", true, "half of all addresses", egress({ to: [block("128.0.0.0/1")], ports: ports(80) })],
    [
      "cloud-metadata",
      false,
      "the other half",
      egress({ to: [block("0.0.0.0/1"), block("192.0.0.0/2")], ports: ports(80) }),
    ],
    ["cloud-metadata", true, "all ports", egress({ to: [block("0.0.0.0/0", "10.0.0.0/8")] })],
    [
      "cloud-metadata",
      true,
      "a range of ports",
      egress({ to: [block("0.0.0.0/0", "10.0.0.0/8")], ports: [{ port: 1, endPort: 1024 }] }),
    ],
    ["cloud-metadata", false, "another port", egress({ to: [block("0.0.0.0/0")], ports: ports(443) })],
    ["cloud-metadata", false, "another protocol", egress({ to: [block("0.0.0.0/0")], ports: ports(80, "UDP") })],
    ["cloud-metadata", false, "ingress", custom({ ingress: [{ from: [block("0.0.0.0/0")] }] })],
    ["cloud-metadata", true, "AWS's IPv6 address", egress({ to: [block("fd00:ec2::/32")], ports: ports(80) })],
    ["cloud-metadata", true, "Google Cloud's IPv6 address", egress({ to: [block("fd20::/16")], ports: ports(80) })],
    [
      "cloud-metadata",
      false,
      "all addresses without those of the metadata services",
      egress({ to: [block("0.0.0.0/0", "169.254.169.254/32"), block("::/0", "fc00::/7")], ports: ports(80) }),
    ],
    [
      "cloud-metadata",
      true,
      "all addresses, with the exceptions of another rule",
      egress({ to: [block("0.0.0.0/0", "169.254.0.0/16"), block("160.0.0.0/4")], ports: ports(80) }),
    ],
    ["cloud-metadata", false, "the address alone", egress({ to: [block("169.254.169.254/32")], ports: ports(80) })],
    [
      "cloud-metadata",
      false,
      "the address alone, in addition to a wider block",
      egress({ to: [block("169.254.169.254/32")], ports: ports(80) }, { to: [block("0.0.0.0/0")] }),
    ],
    [
      "cloud-metadata",
      true,
      "a wide block for all components, and the address alone for one of them",
      {
        ...egress({ to: [block("0.0.0.0/0")] }),
        edges: [{ from: { component: "agent" }, to: { cidrs: ["169.254.169.254/32"] }, ports: ports(80) }],
      },
    ],
  ];
  for (const [id, isReported, what, args, cni] of rows) {
    it(`${isReported ? "reports" : "does not report"} ${id} for ${what}`, () => {
      assert.equal(locationsOf(id, { args, cni }).length > 0, isReported);
    });
  }
});
