import assert from "node:assert/strict";
import fc from "fast-check";
import type { Pod } from "../../analysis/party";
import {
  check,
  type CheckGiven,
  type Cni,
  type Component,
  type CustomRules,
  type EdgeArgs,
  type EgressRule,
  type FindingId,
  findingIds,
  findingKinds,
  findingText,
  type IgnoreArgs,
  type IngressRule,
  InvalidArgsError,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicyManifest,
  pathText,
} from "../../policies";
import { unknown } from "../../policy/unknown";
import { validArgs } from "../arbitraries/args";

const search: EdgeArgs = { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } };
const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
const found = (given: CheckGiven) => check(given).findings.map(({ id, path }) => `${id} ${pathText(path)}`);
const ingress = (...rules: IngressRule[]): NetworkPoliciesArgs => ({
  apiServer: { cidrs: ["203.0.113.7/32"] },
  defaults: { networkPolicy: { custom: { ingress: rules } } },
});

describe("check", () => {
  it("says of the default where the API server may be out of reach", () => {
    assert.deepEqual(check({}), {
      findings: [
        {
          id: "api-server-by-namespace",
          severity: "info",
          path: ["apiServer"],
          about: "discoverer",
          why: "the component needs the API server, which in most clusters is no pod of kube-system, so no selector leads there",
          mend: "open the addresses that it has, which in values is apiServer",
        },
      ],
      ignored: [],
      unknown: [],
    });
  });

  it("words a finding in a line", () => {
    const [finding] = check({}).findings;
    assert.equal(
      findingText(finding!),
      "api-server-by-namespace: apiServer (discoverer): the component needs the API server, which in most clusters is no pod of kube-system, so no selector leads there; open the addresses that it has, which in values is apiServer",
    );
  });

  it("tells the worst first, then by place, each once for all components", () => {
    const args = ingress({ from: [shop], ports: [{ port: 1, endPort: 2 }] }, { from: [{ podSelector: {} }] }, {});
    assert.deepEqual(found({ args, cni: "cilium" }), [
      "everyone defaults.networkPolicy.custom.ingress[2]",
      "bare-pod-selector defaults.networkPolicy.custom.ingress[1].from[0]",
      "end-port defaults.networkPolicy.custom.ingress[0].ports[0]",
    ]);
  });

  it("puts the tenth rule behind the second", () => {
    const rules = Array.from({ length: 11 }, (_, i) => ({
      from: i === 2 || i === 10 ? [] : [shop],
      ports: [{ port: i + 1 }],
    }));
    assert.deepEqual(found({ args: ingress(...rules) }), [
      "everyone defaults.networkPolicy.custom.ingress[2]",
      "everyone defaults.networkPolicy.custom.ingress[10]",
    ]);
  });

  it("says who says so where it holds with one network plugin, and takes that from the args", () => {
    const args: NetworkPoliciesArgs = { cni: "gke-v2", apiServer: { cidrs: ["10.96.0.1/32"] } };
    assert.deepEqual(
      check({ args }).findings.map(({ id, source }) => [id, source]),
      [["service-address", findingKinds["service-address"].with?.["gke-v2"]?.source]],
    );
  });

  it("refuses args that are wrong", () =>
    assert.throws(() => check({ args: { namespac: "a" } as NetworkPoliciesArgs }), InvalidArgsError));

  describe("of peers", () => {
    it("takes labels of a component for the component", () => {
      const args = ingress({ from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] });
      assert.deepEqual(
        found({ args }).filter((text) => text.startsWith("bare")),
        [],
      );
    });

    const manifests = (pods: Pod[]): CheckGiven => ({
      policies: networkPolicies({ namespace: "vald", edges: [search] }),
      pods,
      args: { namespace: "vald" },
    });
    const pod = (name: string, namespace: string, app: string): Pod => ({ name, namespace, labels: { app } });
    const bare = (given: CheckGiven) => found(given).filter((text) => text.startsWith("bare-pod-selector")).length;

    it("does not doubt labels of pods that are there", () =>
      assert.equal(bare(manifests([pod("search-0", "vald", "search")])), 0));

    it("doubts them where such pods are elsewhere", () =>
      assert.equal(bare(manifests([pod("search-0", "shop", "search")])), 1));

    it("does not doubt labels of pods for which there is a policy, as those of another Vald", () => {
      const { policies, ...given } = manifests([]);
      const instance = (name: string) => ({ "app.kubernetes.io/instance": name });
      const other = networkPolicies({ namespace: "vald", instanceLabels: instance("blue"), namePrefix: "blue-" });
      assert.equal(bare({ ...given, policies: [...policies!, ...other] }), 1);
      const forSearch = {
        ...policies![0]!,
        spec: { ...policies![0]!.spec, podSelector: { matchLabels: { app: "search" } } },
      };
      assert.equal(bare({ ...given, policies: [...policies!, forSearch] }), 0);
    });
  });

  describe("of manifests without a policy of Vald's", () => {
    const off = (given: CheckGiven) => check(given).findings.map(({ id, about }) => `${id} ${about}`);

    it("says so, also where they are of another namespace than is said", () => {
      assert.deepEqual(off({ policies: [] }), ["policies-off namespace default"]);
      const policies = networkPolicies({ namespace: "vald" });
      assert.deepEqual(off({ policies, args: { namespace: "other" } }), ["policies-off namespace other"]);
    });

    it("takes those that are labelled as Vald's for its own, whatever they select, and their namespace", () => {
      const instanceLabels = { "app.kubernetes.io/instance": "blue" };
      const policies = networkPolicies({ ...ingress({}), namespace: "vald", instanceLabels });
      assert.deepEqual([...new Set(check({ policies }).findings.map(({ id }) => id))], ["everyone", "not-isolated"]);
    });
  });

  describe("of manifests in which something is missing or odd", () => {
    const given = (policies: NetworkPolicyManifest[]): CheckGiven => ({ policies, args: { namespace: "vald" } });
    const ids = (policies: NetworkPolicyManifest[], more: Partial<CheckGiven> = {}) =>
      found({ ...given(policies), ...more }).filter((text) => !text.startsWith("api-server"));
    const all = networkPolicies({ namespace: "vald" });
    const allow = (name: string, podSelector: object, rules: Partial<NetworkPolicyManifest["spec"]>) => ({
      metadata: { name, namespace: "vald" },
      spec: { podSelector, policyTypes: ["Egress" as const], egress: [], ...rules },
    });
    const agents = { matchLabels: { app: "vald-agent" } };
    const to = (cidr: string, port: number, protocol: "TCP" | "UDP" = "TCP", except?: string[]) => ({
      to: [{ ipBlock: { cidr, ...(except && { except }) } }],
      ports: [{ protocol, port }],
    });

    it("tells of a component that no policy isolates", () => {
      const without = all.filter(({ metadata }) => metadata.name !== "vald-agent-allow");
      assert.deepEqual(
        check(given(without))
          .findings.filter(({ severity }) => severity !== "info")
          .map(({ id, about }) => [id, about]),
        [["not-isolated", "agent"]],
      );
    });

    it("finds a peer that is split also where one half is a component", () => {
      const [agent, ...others] = networkPolicies({
        namespace: "vald",
        components: {
          agent: {
            custom: { ingress: [{ from: [shop, { podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] }] },
          },
        },
      });
      assert.deepEqual(ids([agent!, ...others]), [
        "split-peer spec.ingress[2].from[1]",
        "redundant-rule spec.ingress[0]",
      ]);
    });

    it("has nothing to say of a rule that fits no pod, as those of adopted policies", () => {
      const nobody = {
        podSelector: {
          matchExpressions: [
            { key: "app", operator: "Exists" },
            { key: "app", operator: "DoesNotExist" },
          ],
        },
      };
      const adopted = all.map((policy) =>
        policy.spec.ingress.length > 0
          ? policy
          : { ...policy, spec: { ...policy.spec, ingress: [{ from: [nobody] }] } },
      );
      assert.notDeepEqual(adopted, all);
      assert.deepEqual(ids(adopted), []);
    });

    it("takes ranges of pods for known only where a pod has an address", () => {
      const wide = allow("wide", agents, { egress: [to("10.0.0.0/8", 443)] });
      const pod = { namespace: "vald", name: "agent-0", labels: { app: "vald-agent" } };
      const covers = (pods: Pod[]) =>
        ids([...all, wide], { pods }).filter((text) => text.startsWith("cidr-covers-pods"));
      assert.equal(covers([pod]).length, 1);
      assert.equal(covers([{ ...pod, ips: ["192.0.2.1"] }]).length, 0);
    });

    it("reads what other policies of the same pods open", () => {
      const [udp, tcp] = (["UDP", "TCP"] as const).map((protocol) =>
        allow(protocol.toLowerCase(), agents, { egress: [to("192.0.2.53/32", 53, protocol)] }),
      );
      assert.deepEqual(ids([...all, udp!, tcp!]), []);
      const other = { ...tcp!, spec: { ...tcp!.spec, podSelector: { matchLabels: { app: "vald-lb-gateway" } } } };
      assert.equal(ids([...all, udp!, other]).length, 2);

      const cut = allow("cut", agents, { egress: [to("52.0.0.0/8", 443, "TCP", ["52.1.0.0/16"])] });
      const same = allow("same", {}, { egress: [to("52.0.0.0/8", 9000)] });
      const cuts = (...policies: NetworkPolicyManifest[]) => ids([...all, ...policies], { cni: "vpc-cni" });
      assert.deepEqual(cuts(cut), []);
      assert.deepEqual(cuts(cut, same), ["except-cuts-others spec.egress[0].to[0]"]);
    });

    it("finds the label of a version in a policy without rules, and not where it may be any", () => {
      const by = (operator: string) =>
        allow("deny", { matchExpressions: [{ key: "pod-template-hash", operator }] }, {});
      const hash = allow("deny", { matchLabels: { "pod-template-hash": "abc" } }, {});
      assert.deepEqual(ids([...all, hash]), ["version-label spec.podSelector"]);
      assert.deepEqual(ids([...all, by("Exists")]), []);
    });

    it("takes a range for the API server's only where more than DNS is open there", () => {
      const apiServer = (port: number) =>
        found(
          given([
            ...all,
            allow("range", { matchLabels: { app: "vald-discoverer" } }, { egress: [to("192.0.2.1/32", port)] }),
          ]),
        );
      assert.equal(apiServer(53).filter((text) => text.startsWith("api-server")).length, 1);
      assert.equal(apiServer(6443).filter((text) => text.startsWith("api-server")).length, 0);
    });

    it("takes the namespace of policies that select by expressions", () => {
      const In = { matchExpressions: [{ key: "app", operator: "In", values: ["vald-agent", "vald-discoverer"] }] };
      const policies = [
        { metadata: { name: "a", namespace: "vald" }, spec: { podSelector: In, ingress: [{}], policyTypes: [] } },
      ];
      assert.ok(found({ policies: policies }).includes("everyone spec.ingress[0]"));
    });

    it("ignores in an object what is in it, and in no other whose name goes on behind a dot", () => {
      const open = (name: string) => allow(name, agents, { policyTypes: ["Ingress"], ingress: [{}] });
      const ignore = [{ id: "everyone" as const, path: "NetworkPolicy vald/open", reason: "meant" }];
      const { findings, ignored } = check({
        policies: [...all, open("open"), open("open.too")],
        args: { namespace: "vald", ignore },
      });
      assert.deepEqual(
        ignored.map(({ object }) => object),
        ["NetworkPolicy vald/open"],
      );
      assert.ok(findings.some(({ object }) => object === "NetworkPolicy vald/open.too"));
    });
  });

  it("counts the ports of an address over the rules that have it", () => {
    const edge = (first: number): EdgeArgs => ({
      from: { namespace: "filters" },
      to: { component: "filterGateway" },
      ports: Array.from({ length: 13 }, (_, i) => ({ port: first + 2 * i })),
    });
    const many = (edges: EdgeArgs[]) =>
      found({ args: { edges }, cni: "vpc-cni" }).filter((text) => text.startsWith("too"));
    assert.deepEqual(many([edge(5001), edge(6001)]), ["too-many-ports edges[0]", "too-many-ports edges[1]"]);
    assert.deepEqual(many([edge(5001), { ...edge(6001), from: { namespace: "others" } }]), []);
  });

  it("does not tell of a component that is off by default", () => {
    const off = (...components: Component[]) =>
      found({ args: { components: Object.fromEntries(components.map((c) => [c, { enabled: false }])) } }).slice(1);
    assert.deepEqual(off("mirrorGateway", "filterGateway"), ["component-off components.filterGateway.enabled"]);
  });

  describe("of ranges", () => {
    const about = (args: NetworkPoliciesArgs, more: Partial<CheckGiven> = {}) =>
      check({ args: { namespace: "vald", ...args }, ...more }).findings.find(({ id }) => id === "cidr-covers-pods")
        ?.about;
    const any = (...except: string[]): NetworkPoliciesArgs => ({
      edges: [{ from: { component: "every" }, to: { cidrs: ["0.0.0.0/0"], except } }],
    });

    it("says which ranges of pods are in them, of all of them at one place", () => {
      assert.equal(
        about(any("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
        "0.0.0.0/0 except 10.0.0.0/8 and 172.16.0.0/12 and 192.168.0.0/16, holding 100.64.0.0/10",
      );
      const edges: EdgeArgs[] = [{ from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8", "::/0"] } }];
      assert.equal(about({ edges }), "10.0.0.0/8, ::/0, holding fd00::/8");
    });

    it("says which pods are, where they are known", () => {
      const policies = networkPolicies({ namespace: "vald", ...any() });
      const pods = Array.from({ length: 7 }, (_, i) => ({
        namespace: "a",
        name: `a-${i}`,
        labels: {},
        ips: [`10.1.0.${i}`],
      }));
      const all = "10.1.0.0 and 10.1.0.1 and 10.1.0.2 and 10.1.0.3 and 10.1.0.4 and 2 more";
      assert.equal(about(any(), { policies, pods }), `0.0.0.0/0, holding ${all}`);
      assert.equal(about(any(), { policies, pods: [{ ...pods[0]!, ips: ["fd00::1"] }] }), undefined);
    });

    it("takes the address of the DNS Service for enough where the pods behind it are open", () => {
      const services = (args: NetworkPoliciesArgs) =>
        found({ args: { ...args, dns: [{ cidrs: ["10.96.0.10/32"] }] }, cni: "cilium" }).filter((text) =>
          text.startsWith("service-address"),
        );
      assert.deepEqual(services({}), []);
      assert.deepEqual(services({ edgePorts: "vald" }), ["service-address dns[0]"]);
    });
  });

  describe("of rules", () => {
    const count = (id: string, given: CheckGiven) => found(given).filter((text) => text.startsWith(`${id} `)).length;

    it("takes a rule for needed that one component alone needs", () => {
      const lb = { podSelector: { matchLabels: { app: "vald-filter-gateway" } } };
      assert.equal(count("redundant-rule", { args: ingress({ from: [lb] }) }), 0);
    });

    it("finds the later of two that are alike, and says beside which it stands", () => {
      const { findings } = check({ args: ingress({ from: [shop] }, { from: [shop] }) });
      assert.deepEqual(
        findings.map(({ id, path, about }) => [id, pathText(path), about]),
        [
          [
            "redundant-rule",
            "defaults.networkPolicy.custom.ingress[1]",
            "beside defaults.networkPolicy.custom.ingress[0]",
          ],
        ],
      );
    });

    it("finds a rule that several others open together", () =>
      assert.deepEqual(
        found({
          args: ingress(
            { from: [shop], ports: [{ port: 1, endPort: 10 }] },
            { from: [shop], ports: [{ port: 5, endPort: 15 }] },
            { from: [shop], ports: [{ port: 11, endPort: 20 }] },
          ),
        }),
        ["redundant-rule defaults.networkPolicy.custom.ingress[1]"],
      ));

    it("takes an edge that is written at both ends by custom rules for whole", () => {
      const custom = (rules: object) => ({ custom: rules });
      const discoverer = { podSelector: { matchLabels: { app: "vald-discoverer" } } };
      const lb = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
      const args: NetworkPoliciesArgs = {
        components: {
          discoverer: custom({ egress: [{ to: [lb] }] }),
          lbGateway: custom({ ingress: [{ from: [discoverer] }] }),
        },
      };
      assert.equal(count("one-sided-edge", { args }), 0);
    });

    it("finds an edge whose ends agree on no port", () => {
      const discoverer = { podSelector: { matchLabels: { app: "vald-discoverer" } } };
      const lb = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
      const args: NetworkPoliciesArgs = {
        components: {
          discoverer: { custom: { egress: [{ to: [lb], ports: [{ port: 8081 }] }] } },
          lbGateway: { custom: { ingress: [{ from: [discoverer], ports: [{ port: 8082 }] }] } },
        },
      };
      assert.equal(count("one-sided-edge", { args }), 2);
    });
  });

  it("finds with Amazon's network plugin that an exception cuts another rule", () => {
    const edges: EdgeArgs[] = [
      { from: { component: "agent" }, to: { cidrs: ["52.0.0.0/8"], except: ["52.1.0.0/16"] } },
      { from: { component: "agent" }, to: { cidrs: ["32.0.0.0/3"] } },
    ];
    const cuts = (some: EdgeArgs[]) =>
      found({ args: { edges: some }, cni: "vpc-cni" }).filter((text) => text.startsWith("except-cuts-others"));
    assert.deepEqual(cuts(edges), ["except-cuts-others edges[0].to"]);
    assert.deepEqual(cuts([...edges, { from: { component: "agent" }, to: { cidrs: ["52.1.0.0/16"] } }]), []);
    assert.deepEqual(cuts([edges[0]!, { ...edges[1]!, from: { component: "discoverer" } }]), []);
  });

  describe("of what misses a finding by little, or seems to", () => {
    const custom = (rules: CustomRules): NetworkPoliciesArgs => ({ defaults: { networkPolicy: { custom: rules } } });
    const to = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });
    const egress = (...rules: EgressRule[]) => custom({ egress: rules });
    const has = (id: FindingId, args: NetworkPoliciesArgs, cni?: Cni) =>
      check({ args, cni }).findings.some((finding) => finding.id === id);
    const one = (app: string) => ({ podSelector: { matchLabels: { app } } });
    const ports = (port: number, protocol = "TCP") => [{ port, protocol }];
    const lbOn9181 = { lbGateway: { ports: { grpc: 9181 } } };
    const admittingRange: NetworkPoliciesArgs = {
      components: { indexManager: { custom: { egress: [{ to: [one("vald-lb-gateway")] }] } } },
      edges: [{ from: { cidrs: ["10.0.0.0/8"] }, to: { component: "lbGateway" } }],
    };
    const rows: [what: string, id: FindingId, isThere: boolean, args: NetworkPoliciesArgs, cni?: Cni][] = [
      ["most of a range of pods", "cidr-covers-pods", true, egress({ to: [to("10.0.0.0/8", "10.96.0.0/12")] })],
      [
        "less than half of it",
        "cidr-covers-pods",
        false,
        egress({ to: [to("10.0.0.0/8", "10.0.0.0/9", "10.244.0.0/16")] }),
      ],
      ["what kubeadm gives to pods", "cidr-covers-pods", true, egress({ to: [to("10.244.0.0/16")] })],
      ["all addresses, with Cilium", "cidr-covers-pods", true, egress({ to: [to("0.0.0.0/0"), to("::/0")] }), "cilium"],
      [
        "all pods of Vald's own namespace beside another one",
        "split-peer",
        false,
        custom({ ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: "a" } } }] }] }),
      ],
      [
        "a rule of all components that is there for one of them",
        "one-sided-edge",
        false,
        {
          ...egress({ to: [one("vald-lb-gateway")], ports: ports(80) }),
          components: { lbGateway: { custom: { ingress: [{ from: [one("vald-agent")], ports: ports(80) }] } } },
        },
      ],
      ["a rule for a component that admits a range", "one-sided-edge", false, admittingRange],
      ["a rule for a component that admits a range, with Cilium", "one-sided-edge", true, admittingRange, "cilium"],
      [
        "a usual port of all components, of which one has another",
        "port-not-served",
        false,
        { ...custom({ ingress: [{ from: [one("search")], ports: ports(8081) }] }), components: lbOn9181 },
      ],
      [
        "a usual port of the one component that has another",
        "port-not-served",
        true,
        {
          components: {
            lbGateway: { ...lbOn9181.lbGateway, custom: { ingress: [{ from: [one("search")], ports: ports(8081) }] } },
          },
        },
      ],
      [
        "a port of its own that the API server is said to have",
        "api-server-by-namespace",
        false,
        { apiServer: { cidrs: ["198.51.100.9/32"], ports: ports(7445) } },
      ],
      [
        "the name of a port that another component has",
        "unknown-port-name",
        false,
        { edges: [{ from: { component: "discoverer" }, to: { component: "agent" }, ports: [{ port: "grpc" }] }] },
        "kube-router",
      ],
      [
        "the name of a port to pods of others",
        "unknown-port-name",
        true,
        { edges: [{ from: { component: "discoverer" }, to: { namespace: "shop" }, ports: [{ port: "grpc" }] }] },
        "kube-router",
      ],
      [
        "a range on a port that no API server has",
        "api-server-by-namespace",
        true,
        egress({ to: [to("198.51.100.9/32")], ports: ports(4317) }),
      ],
      [
        "a range on a port of the API server",
        "api-server-by-namespace",
        false,
        egress({ to: [to("198.51.100.9/32")], ports: ports(6443) }),
      ],
      [
        "the other family on one of the ports",
        "one-family",
        true,
        egress({ to: [to("0.0.0.0/0")], ports: [...ports(443), ...ports(80)] }, { to: [to("::/0")], ports: ports(80) }),
      ],
      [
        "the other family in rules for each port",
        "one-family",
        false,
        egress(
          { to: [to("0.0.0.0/0")], ports: [...ports(443), ...ports(80)] },
          { to: [to("::/0")], ports: ports(80) },
          { to: [to("::/0")], ports: ports(443) },
        ),
      ],
      [
        "half of OpenShift's DNS",
        "half-dns",
        true,
        { edges: [{ from: { component: "every" }, to: { namespace: "openshift-dns" }, ports: ports(5353, "UDP") }] },
      ],
    ];
    for (const [what, id, isThere, args, cni] of rows)
      it(`${isThere ? "finds" : "does not find"} ${id} in ${what}`, () => assert.equal(has(id, args, cni), isThere));

    it("says so where an exception leaves most of a range of pods", () =>
      assert.deepEqual(
        check({ args: egress({ to: [to("0.0.0.0/0", "172.16.0.0/12", "10.96.0.0/12")] }) })
          .findings.filter(({ id }) => id === "cidr-covers-pods")
          .map(({ about }) => about),
        [
          "0.0.0.0/0 except 172.16.0.0/12 and 10.96.0.0/12, holding most of 10.0.0.0/8 and 192.168.0.0/16 and 100.64.0.0/10",
        ],
      ));

    it("finds one family in policies of the same pods only where none has the other", () => {
      const policies = networkPolicies({ namespace: "vald" });
      const any = (name: string, cidr: string): NetworkPolicyManifest => ({
        metadata: { name, namespace: "vald" },
        spec: {
          podSelector: { matchLabels: { app: "vald-agent" } },
          policyTypes: ["Egress"],
          egress: [{ to: [to(cidr)] }],
        },
      });
      const count = (...more: NetworkPolicyManifest[]) =>
        check({ policies: [...policies, ...more], args: { namespace: "vald" } }).findings.filter(
          ({ id }) => id === "one-family",
        ).length;
      assert.deepEqual([count(any("a", "0.0.0.0/0")), count(any("a", "0.0.0.0/0"), any("b", "::/0"))], [1, 0]);
    });
  });

  it("leaves out that something else is ignored for nothing, where that is meant", () => {
    const ignore: IgnoreArgs[] = [
      { id: "unused-ignore", reason: "shared by several" },
      { id: "everyone", reason: "for the others" },
    ];
    const ids = (args: NetworkPoliciesArgs) => {
      const { findings, ignored } = check({ args: { apiServer: { cidrs: ["203.0.113.7/32"] }, ...args } });
      return [findings, ignored].map((list) => list.map(({ id, path }) => `${id} ${pathText(path)}`));
    };
    assert.deepEqual(ids({ ignore }), [[], ["unused-ignore ignore[1]"]]);
    assert.deepEqual(ids({ ignore: ignore.slice(1) }), [["unused-ignore ignore[0]"], []]);
    assert.deepEqual(ids({ ignore: ignore.slice(0, 1) }), [[], []]);
  });

  describe("with ignore", () => {
    const two = {
      edges: [search, { ...search, from: { podLabels: { app: "cart" } } }],
      apiServer: { cidrs: ["203.0.113.7/32"] },
    };
    const ignoring = (path?: string) =>
      check({
        args: { ...two, ignore: [{ id: "bare-pod-selector", reason: "why", ...(path !== undefined && { path }) }] },
      });
    const rows: [path: string | undefined, left: string[]][] = [
      [undefined, []],
      ["edges[0]", ["bare-pod-selector edges[1].from"]],
      ["edges[0].from", ["bare-pod-selector edges[1].from"]],
      ["edges", []],
      ["edge", ["bare-pod-selector edges[0].from", "bare-pod-selector edges[1].from", "unused-ignore ignore[0]"]],
    ];
    for (const [path, left] of rows)
      it(`leaves out what is at the path or inside it: ${path ?? "anywhere"}`, () =>
        assert.deepEqual(
          ignoring(path).findings.map(({ id, path: at }) => `${id} ${pathText(at)}`),
          left,
        ));

    it("gives what it leaves out with the reason", () =>
      assert.deepEqual(
        ignoring("edges[0]").ignored.map(({ id, reason }) => [id, reason]),
        [["bare-pod-selector", "why"]],
      ));

    it("says which path does not fit, and does not miss what is in manifests", () => {
      const about = (path: string) => ignoring(path).findings.find(({ id }) => id === "unused-ignore")?.about;
      assert.equal(about("edge"), "bare-pod-selector at edge");
      assert.equal(about("NetworkPolicy vald/vald-lb-gateway-allow"), undefined);
    });

    it("does not miss a finding that only a network plugin has, where none is named", () =>
      assert.deepEqual(found({ args: { ...two, edges: [], ignore: [{ id: "sctp", reason: "tried" }] } }), []));
  });

  describe("of args with values that are not known", () => {
    // A cast: only the Pulumi component has such values.
    const unknownText = unknown as unknown as string;
    const args: NetworkPoliciesArgs = {
      namespace: unknownText,
      apiServer: { cidrs: [unknownText] },
      components: { lbGateway: { name: unknownText } },
      edges: [
        { ...search, ports: [{ port: unknownText }] },
        { ...search, from: { namespaceLabels: {} } },
      ],
    };

    it("leaves out what they stand in, and tells of the rest by its own place", () =>
      assert.deepEqual(found({ args }), ["every-namespace edges[1].from"]));

    it("does not miss what may be in what is not known", () => {
      const lb = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
      const half: NetworkPoliciesArgs = {
        apiServer: { cidrs: ["203.0.113.7/32"] },
        components: { discoverer: { custom: { egress: [{ to: [lb] }] } } },
      };
      const late = { from: { component: "discoverer" as const }, to: { component: "lbGateway" as const } };
      assert.deepEqual(found({ args: half }), ["one-sided-edge components.discoverer.custom.egress[0].to[0]"]);
      assert.deepEqual(found({ args: { ...half, edges: [{ ...late, ports: [{ port: unknownText }] }] } }), []);
    });

    it("says what it left out", () =>
      assert.deepEqual(check({ args }).unknown.map(pathText), ["apiServer", "components.lbGateway.name", "edges[0]"]));
  });

  it("takes any valid args, and finds in the policies of those what it finds in them, but for what only args say", () => {
    const ofArgs = ["policies-off", "component-off", "no-effect", "no-service-address", "unused-ignore"];
    const ids = (given: CheckGiven) =>
      new Set(
        check(given)
          .findings.map(({ id }) => id)
          .filter((id) => !ofArgs.includes(id)),
      );
    fc.assert(
      fc.property(validArgs, fc.constantFrom(undefined, "kube-router" as const, "vpc-cni" as const), (args, cni) => {
        const policies = networkPolicies(args);
        const { namespace = "default" } = args;
        const here = { ...args, namespace };
        const missing = [...ids({ args: here, cni })].filter((id) => !ids({ args: here, policies, cni }).has(id));
        assert.deepEqual(missing, []);
      }),
      { numRuns: 12 },
    );
  });

  it("has a severity, a reason and a way to mend for each id, and a source for each network plugin", () => {
    for (const id of findingIds) {
      const { why, mend, with: engines = {} } = findingKinds[id];
      for (const text of [why, mend, ...Object.values(engines).flatMap((one) => [one.why, one.mend ?? mend])])
        assert.match(text, /^(?:[A-Z]\w*|[a-z]).*[^.]$/);
      for (const { source } of Object.values(engines)) assert.match(source, /^https:\/\//);
    }
  });
});
