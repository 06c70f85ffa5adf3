import assert from "node:assert/strict";
import {
  InvalidManifestsError,
  type ManifestIssue,
  networkPolicies,
  readObjects,
  requireValidObjects,
  verify,
} from "../../core";

const policy = (spec: unknown, name = "agent") => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace: "vald" },
  spec,
});
const pod = (name: string, fields: object = {}) => ({ apiVersion: "v1", kind: "Pod", metadata: { name }, ...fields });
const list = (...items: unknown[]) => ({ apiVersion: "v1", kind: "List", items });

describe("readObjects", () => {
  it("returns policies, pods and namespaces as an analysis input, sorted by namespace and name", () => {
    const { input, notes, locations } = readObjects([
      pod("web-1", {
        metadata: { name: "web-1", namespace: "shop", labels: { app: "web" }, creationTimestamp: new Date(0) },
        status: { phase: "Running", podIP: "10.0.0.2", podIPs: [{ ip: "10.0.0.2" }, { ip: "fd00::2" }] },
      }),
      null,
      list(
        policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] }, "b"),
        { ...policy({}), metadata: { name: "a", managedFields: [{ manager: "kubectl" }] }, status: {} },
        pod("web-2", { status: { podIP: "10.0.0.3" } }),
        { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "sales" } } },
      ),
    ]);
    assert.deepEqual(input, {
      policies: [
        { metadata: { name: "a", namespace: "default" }, spec: {} },
        {
          metadata: { name: "b", namespace: "vald" },
          spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] },
        },
      ],
      pods: [
        { name: "web-2", namespace: "default", labels: {}, ips: ["10.0.0.3"] },
        {
          name: "web-1",
          namespace: "shop",
          namespaceLabels: { team: "sales", "kubernetes.io/metadata.name": "shop" },
          labels: { app: "web" },
          ips: ["10.0.0.2", "fd00::2"],
        },
      ],
      namespaces: { shop: { team: "sales", "kubernetes.io/metadata.name": "shop" } },
    });
    assert.deepEqual(notes, []);
    assert.deepEqual(Object.fromEntries(locations), {
      "NetworkPolicy default/a": [2, "items", 1],
      "NetworkPolicy vald/b": [2, "items", 0],
      "Pod default/web-2": [2, "items", 2],
      "Pod shop/web-1": [0],
    });
  });

  it("returns an input that can be verified", () => {
    assert.equal(verify(readObjects(networkPolicies({ namespace: "vald" })).input).verdict, "holds");
  });

  it("puts objects without a namespace into the given namespace", () => {
    const { input } = readObjects([{ ...policy({}), metadata: { name: "a" } }, pod("b")], "search");
    assert.deepEqual([input.policies[0]?.metadata.namespace, input.pods?.[0]?.namespace], ["search", "search"]);
  });

  it("reads the ports of containers and of init containers that keep running", () => {
    const spec = {
      initContainers: [
        { name: "setup", ports: [{ containerPort: 1 }] },
        { name: "proxy", restartPolicy: "Always", ports: [{ containerPort: 15001 }] },
      ],
      containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080, protocol: "TCP", hostPort: 80 }] }, {}],
    };
    const { input } = readObjects([pod("a", { spec }), pod("b", { spec: { containers: [] } }), pod("c")]);
    assert.deepEqual(
      input.pods?.map(({ ports }) => ports),
      [[{ name: "http", containerPort: 8080, protocol: "TCP" }, { containerPort: 15001 }], [], undefined],
    );
  });

  it("takes the items' apiVersion and kind from the list, because the API server omits them in items", () => {
    const { input } = readObjects([{ apiVersion: "v1", kind: "PodList", items: [{ metadata: { name: "a" } }] }]);
    assert.deepEqual(input.pods, [{ name: "a", namespace: "default", labels: {} }]);
  });

  it("reads lists inside lists, as kubectl does", () => {
    const { input, locations } = readObjects([
      list(
        pod("a"),
        list(list(policy({})), { apiVersion: "v1", kind: "PodList", items: [{ metadata: { name: "b" } }] }),
      ),
    ]);
    assert.deepEqual([input.pods?.map(({ name }) => name), input.policies.length], [["a", "b"], 1]);
    assert.deepEqual(Object.fromEntries(locations), {
      "NetworkPolicy vald/agent": [0, "items", 1, "items", 0, "items", 0],
      "Pod default/a": [0, "items", 0],
      "Pod default/b": [0, "items", 1, "items", 1, "items", 0],
    });
  });

  it("counts a NetworkPolicy of any other API version as a policy that is not evaluated", () => {
    for (const apiVersion of ["extensions/v1beta1", "networking.k8s.io/v1beta1", "networking/v1", "v1"])
      assert.deepEqual(
        readObjects([{ ...policy({ podSelector: {} }), apiVersion }]).notes,
        [{ code: "no-policies" }, { code: "policies-not-evaluated", apiVersion, kind: "NetworkPolicy", count: 1 }],
        apiVersion,
      );
  });

  it("treats a null field as absent, as the API server does", () => {
    const spec = { podSelector: null, ingress: null, egress: [{ to: null, ports: null }] };
    assert.deepEqual(readObjects([policy(spec)]).input.policies[0]?.spec, { egress: [{}] });
    assert.deepEqual(readObjects([{ apiVersion: "v1", kind: "PodList", items: null }]).input.pods, undefined);
  });

  it("omits pods to which policies do not apply, and notes the objects that it does not read", () => {
    const { input, notes } = readObjects([
      pod("a", { spec: { hostNetwork: true } }),
      pod("b", { spec: { hostNetwork: true }, status: { phase: "Failed" } }),
      pod("c", { status: { phase: "Succeeded" } }),
      pod("d", { status: { phase: "Pending" } }),
      { apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", spec: { order: 1 } },
      { apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy" },
      { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicyList", items: [{}] },
      { apiVersion: "extensions/v1beta1", kind: "NetworkPolicy" },
      { apiVersion: "v1", kind: "ConfigMap" },
      { apiVersion: "example.com/v1", kind: "AllowList" },
    ]);
    assert.deepEqual(input.pods, [{ name: "d", namespace: "default", labels: {} }]);
    assert.deepEqual(notes, [
      { code: "no-policies" },
      { code: "pods-on-host-network", count: 2 },
      { code: "pods-ended", count: 1 },
      { code: "policies-not-evaluated", apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", count: 1 },
      { code: "policies-not-evaluated", apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", count: 2 },
      { code: "policies-not-evaluated", apiVersion: "extensions/v1beta1", kind: "NetworkPolicy", count: 1 },
      { code: "objects-skipped", count: 2 },
    ]);
  });

  it("returns no pods if every Pod object is omitted, and undefined if there is none", () => {
    assert.deepEqual(readObjects([pod("a", { spec: { hostNetwork: true } })]).input.pods, []);
    assert.deepEqual(readObjects([policy({})]).input.pods, undefined);
  });

  it("does not change the documents", () => {
    const documents = [list(policy({ podSelector: null }), pod("a", { status: null }))];
    const before = structuredClone(documents);
    readObjects(documents);
    assert.deepEqual(documents, before);
  });

  const invalid: [mistake: string, documents: unknown[], issues: ManifestIssue[]][] = [
    [
      "a misspelled field in spec",
      [policy({ podSelectr: {} })],
      [
        {
          object: "NetworkPolicy vald/agent",
          objectPath: [0],
          issue: {
            code: "unknown-field",
            path: ["spec", "podSelectr"],
            expected: "one of `podSelector`, `policyTypes`, `ingress`, `egress`",
            hint: "did you mean `podSelector`?",
          },
        },
      ],
    ],
    [
      "rules outside spec",
      [{ ...policy({}), ingress: [] }],
      [
        {
          object: "NetworkPolicy vald/agent",
          objectPath: [0],
          issue: {
            code: "unknown-field",
            path: ["ingress"],
            expected: "`metadata` or `spec`",
            hint: "put this field into `spec`",
          },
        },
      ],
    ],
    [
      "an object without a name",
      [list(pod("a"), { apiVersion: "v1", kind: "Pod", metadata: {} })],
      [
        {
          kind: "Pod",
          objectPath: [0, "items", 1],
          issue: {
            code: "missing-field",
            path: ["metadata", "name"],
            expected: "a name",
          },
        },
      ],
    ],
    [
      "a null peer, which the API server reads as {}",
      [policy({ ingress: [{ from: [null] }] })],
      [
        {
          object: "NetworkPolicy vald/agent",
          objectPath: [0],
          issue: {
            code: "empty-peer",
            path: ["spec", "ingress", 0, "from", 0],
            value: "{}",
            expected: "either `ipBlock` or at least one selector (`podSelector`, `namespaceSelector`)",
            hint: "to allow everyone, omit the whole list `from` or `to`",
          },
        },
      ],
    ],
    [
      "the same policy twice",
      [policy({}), policy({})],
      [
        {
          object: "NetworkPolicy vald/agent",
          objectPath: [1],
          issue: {
            code: "name-collision",
            path: [],
            expected: "an object that is defined only once",
            hint: "also defined in document 1",
          },
        },
      ],
    ],
    [
      "a document that is not an object",
      ["hello"],
      [{ objectPath: [0], issue: { code: "wrong-type", path: [], value: '"hello"', expected: "a Kubernetes object" } }],
    ],
    [
      "values instead of an object",
      [{ defaults: {} }],
      [
        {
          objectPath: [0],
          issue: {
            code: "missing-field",
            path: ["kind"],
            expected: "a Kubernetes object's kind, such as `NetworkPolicy`",
            hint: "is this a values file?",
          },
        },
        {
          objectPath: [0],
          issue: {
            code: "missing-field",
            path: ["apiVersion"],
            expected: "a Kubernetes object's API group and version, such as `networking.k8s.io/v1`",
          },
        },
      ],
    ],
    [
      "a kind in lowercase",
      [{ apiVersion: "networking.k8s.io/v1", kind: "networkpolicy" }],
      [
        {
          objectPath: [0],
          issue: { code: "wrong-type", path: ["kind"], value: '"networkpolicy"', expected: "`NetworkPolicy`" },
        },
      ],
    ],
    [
      "several invalid objects, in the order of the documents",
      [
        list(
          pod("a", { spec: { containers: [{ ports: [{ containerPort: 0 }] }] }, status: { podIP: "localhost" } }),
          1,
        ),
        policy({ policyTypes: ["Ingress", "Egress", "Egress"] }),
      ],
      [
        {
          object: "Pod default/a",
          objectPath: [0, "items", 0],
          issue: {
            code: "invalid-port",
            path: ["spec", "containers", 0, "ports", 0, "containerPort"],
            value: "0",
            expected: "a whole number from 1 to 65535",
          },
        },
        {
          object: "Pod default/a",
          objectPath: [0, "items", 0],
          issue: {
            code: "invalid-cidr",
            path: ["status", "podIP"],
            value: '"localhost"',
            expected: "an IPv4 or IPv6 address",
          },
        },
        {
          objectPath: [0, "items", 1],
          issue: { code: "wrong-type", path: [], value: "1", expected: "a Kubernetes object" },
        },
        {
          object: "NetworkPolicy vald/agent",
          objectPath: [1],
          issue: {
            code: "invalid-values",
            path: ["spec", "policyTypes"],
            value: "a list",
            expected: "at most two policy types",
          },
        },
      ],
    ],
  ];
  it("reads an array of objects, such as the output of `jq .items`, like a list", () => {
    const items = [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }, 1];
    assert.deepEqual(readObjects([items.slice(0, 1)]).input.namespaces, {
      shop: { "kubernetes.io/metadata.name": "shop" },
    });
    assert.deepEqual(issuesOf([items]), [
      { objectPath: [0, 1], issue: { code: "wrong-type", path: [], value: "1", expected: "a Kubernetes object" } },
    ]);
  });

  for (const [mistake, documents, issues] of invalid)
    it(`reports ${mistake}`, () => assert.deepEqual(issuesOf(documents), issues));

  const np = (namespace: string, fields: object = {}, metadata: object = {}) => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "a", namespace, ...metadata },
    ...fields,
  });
  const shop = { matchLabels: { "kubernetes.io/metadata.name": "shop" } };

  for (const [what, object, podSelector] of [
    ["with an unknown field", np("shop", { spec: { podSelector: { matchLabels: { app: "web" } }, egres: [] } }), "web"],
    ["whose pod selector cannot be read", np("shop", { spec: { podSelector: { matchLabel: {} } } }), undefined],
    ["whose spec is not an object", np("shop", { spec: [] }), undefined],
    ["with an unknown field beside spec", np("shop", { spec: {}, rules: [] }), undefined],
  ] as const)
    it(`counts a NetworkPolicy ${what} as a policy that is not evaluated`, () => {
      const { input, invalid, notes } = readObjects([np("vald", { spec: {} }), object]);
      assert.deepEqual(
        input.policies.map(({ metadata }) => metadata.namespace),
        ["vald"],
      );
      assert.deepEqual(input.unevaluatedPolicies, [
        {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          name: "shop/a",
          subjects: [
            {
              namespaceSelector: shop,
              ...(podSelector !== undefined && { podSelector: { matchLabels: { app: podSelector } } }),
            },
          ],
          directions: ["ingress", "egress"],
          mayAllow: true,
          // A NetworkPolicy denies only what its isolation denies.
          mayDeny: "not-isolated",
        },
      ]);
      assert.deepEqual(
        [invalid.map(({ kind, namespace }) => [kind, namespace]), notes],
        [[["NetworkPolicy", "shop"]], []],
      );
      requireValidObjects(invalid, "vald");
      assert.throws(() => requireValidObjects(invalid, "shop"), InvalidManifestsError);
    });

  it("evaluates neither of two policies with the same name", () => {
    const { input } = readObjects([np("shop", { spec: { podSelector: { matchLabels: { app: "web" } } } }), np("shop")]);
    assert.deepEqual(input.policies, []);
    assert.deepEqual(
      input.unevaluatedPolicies?.map(({ subjects }) => subjects),
      [[{ namespaceSelector: shop }], [{ namespaceSelector: shop, podSelector: { matchLabels: { app: "web" } } }]],
    );
  });

  it("leaves an invalid pod and an invalid namespace out, so that the namespace's labels are unknown", () => {
    const { input, invalid } = readObjects([
      pod("a", { metadata: { name: "a", namespace: "shop" } }),
      pod("b", { metadata: { name: "b", namespace: "shop" }, spec: { containers: "none" } }),
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: 1 } } },
    ]);
    assert.deepEqual(input.pods, [{ name: "a", namespace: "shop", labels: {} }]);
    assert.deepEqual(input.namespaces, {});
    assert.deepEqual(
      invalid.map(({ kind, namespace, issues }) => [kind, namespace, issues.map(({ issue }) => issue.code)]),
      [
        ["Pod", "shop", ["wrong-type"]],
        ["Namespace", "shop", ["wrong-type"]],
      ],
    );
  });

  for (const [what, object] of [
    ["a namespace that is not text", np("shop", { spec: {} }, { namespace: 1 })],
    [
      "metadata that is not an object and a namespace without a name",
      { ...np("shop"), kind: "Namespace", apiVersion: "v1", metadata: [] },
    ],
  ] as const)
    it(`throws if an object has ${what}, because it may be in any namespace`, () =>
      assert.throws(() => readObjects([object]), InvalidManifestsError));

  it("reads CIDR blocks in any notation that a server stores", () => {
    for (const [written, meant] of [
      ["192.0.2.5/24", "192.0.2.0/24"],
      ["2001:DB8::/32", "2001:db8::/32"],
      ["2001:db8:0:0:0:0:0:0/32", "2001:db8::/32"],
      ["2001:00db8::1/32", "2001:db8::/32"],
      ["010.000.000.000/8", "10.0.0.0/8"],
      ["0010.0.0.0/8", "10.0.0.0/8"],
      ["10.0.0.0/08", "10.0.0.0/8"],
      ["::ffff:10.1.2.3/104", "10.0.0.0/8"],
      ["::ffff:0:0/90", "::ffc0:0:0/90"],
    ] as const) {
      const spec = { egress: [{ to: [{ ipBlock: { cidr: written } }] }] };
      const { input, notes } = readObjects([policy(spec)]);
      assert.deepEqual(input.policies[0]?.spec, { egress: [{ to: [{ ipBlock: { cidr: meant } }] }] });
      const path = ["spec", "egress", 0, "to", 0, "ipBlock", "cidr"];
      const object = "NetworkPolicy vald/agent";
      const first = { code: "cidr", path, value: JSON.stringify(written), as: JSON.stringify(meant), object };
      assert.deepEqual(notes, [{ code: "values-normalized", kind: "cidr", count: 1, first }]);
    }
  });

  it("reads exceptions in any notation that a server stores", () => {
    const except = ["10.1.0.5/16", "::ffff:10.2.0.0/112"];
    const { input, notes } = readObjects([policy({ egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except } }] }] })]);
    assert.deepEqual(input.policies[0]?.spec.egress, [
      { to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.2.0.0/16"] } }] },
    ]);
    assert.deepEqual(
      notes.map((note) => note.code === "values-normalized" && note.count),
      [2],
    );
  });

  it("reads null items and a missing spec as the API server stores them", () => {
    for (const [spec, stored] of [
      [{ ingress: [null] }, { ingress: [{}] }],
      [{ ingress: [{ ports: [null] }] }, { ingress: [{ ports: [{}] }] }],
      [{ podSelector: { matchLabels: { a: null } } }, { podSelector: { matchLabels: { a: "" } } }],
      [
        { podSelector: { matchExpressions: [{ key: "a", operator: "In", values: [null] }] } },
        { podSelector: { matchExpressions: [{ key: "a", operator: "In", values: [""] }] } },
      ],
      [null, {}],
      [undefined, {}],
    ] as const) {
      const { input, notes } = readObjects([policy(spec)]);
      assert.deepEqual(input.policies[0]?.spec, stored);
      assert.deepEqual(
        notes.map((note) => note.code === "values-normalized" && note.kind),
        [spec === null || spec === undefined ? "no-spec" : "null-item"],
      );
    }
  });

  it("treats an empty namespace as absent", () => {
    const { input } = readObjects(
      [np("", { spec: {} }), pod("b", { metadata: { name: "b", namespace: "" } })],
      "search",
    );
    assert.deepEqual([input.policies[0]?.metadata.namespace, input.pods?.[0]?.namespace], ["search", "search"]);
  });
});

/** The issues in documents, whether or not `readObjects` throws. */
function issuesOf(documents: unknown[]): readonly ManifestIssue[] {
  try {
    return readObjects(documents).invalid.flatMap(({ issues }) => issues);
  } catch (error) {
    assert.ok(error instanceof InvalidManifestsError);
    return error.issues;
  }
}
