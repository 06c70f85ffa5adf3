import assert from "node:assert/strict";
import {
  type AnalysisInput,
  explainService,
  type NetworkPolicyManifest,
  type NetworkPolicyPort,
  type Pod,
  type Service,
  type ServiceExplanation,
  type ServiceQuestion,
} from "../../../../core";

const from: Pod = { name: "client", namespace: "shop", labels: { app: "client" }, ips: ["10.0.0.100", "fd00::100"] };
const pod = (i: number, fields: Partial<Pod> = {}): Pod => ({
  name: `web-${i}`,
  namespace: "shop",
  labels: { app: "web", index: `${i}` },
  ips: [`10.0.0.${i}`],
  ports: [{ name: "http", containerPort: 8080 }],
  ...fields,
});
const pods = [pod(1), pod(2)];
const web: Service = {
  namespace: "shop",
  name: "web",
  clusterIPs: ["10.96.0.1"],
  ports: [
    { name: "http", protocol: "TCP", port: 80, targetPort: "http" },
    { name: "dns", protocol: "UDP", port: 53, targetPort: 5353 },
  ],
  selector: { app: "web" },
};
/** A policy for the ingress of some web pods. */
const policy = (ports: NetworkPolicyPort[], labels = {}): NetworkPolicyManifest => ({
  metadata: { name: "web", namespace: "shop" },
  spec: {
    podSelector: { matchLabels: { app: "web", ...labels } },
    policyTypes: ["Ingress"],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: "client" } } }], ports }],
  },
});
const onlyHttp = [policy([{ port: 8080 }])];
const explained = (input: AnalysisInput, question: Partial<ServiceQuestion> = {}): ServiceExplanation =>
  explainService(
    { pods, services: [web], args: { namespace: "vald" }, ...input },
    { from, to: { namespace: "shop", name: "web" }, ...question },
  );
/** Each translation as text: the Service's port, then the backends with their port and verdict. */
const translated = ({ translations }: ServiceExplanation) =>
  translations.flatMap(({ servicePort, groups }) =>
    groups.map(({ backends, protocol, port, verdict }) => {
      const names = backends.map(({ peer }) => ("address" in peer ? peer.address : (peer.name ?? "any pod")));
      return `${servicePort?.port ?? "any"} -> ${protocol} ${port} of ${names.join()}: ${verdict}`;
    }),
  );

describe("explainService", () => {
  for (const [title, service, question, policies, verdict, translations] of [
    [
      "translates a port to the named port of each pod",
      {},
      { port: 80 },
      onlyHttp,
      "allowed",
      ["80 -> TCP 8080 of web-1,web-2: allowed"],
    ],
    [
      "translates to a number, by protocol",
      {},
      { port: 53, protocol: "UDP" },
      onlyHttp,
      "denied",
      ["53 -> UDP 5353 of web-1,web-2: denied"],
    ],
    [
      "finds a port of the Service by its name",
      {},
      { port: "http" },
      onlyHttp,
      "allowed",
      ["80 -> TCP 8080 of web-1,web-2: allowed"],
    ],
    [
      "allows a question without a port if one of the Service's ports is open",
      {},
      {},
      onlyHttp,
      "allowed",
      ["80 -> TCP 8080 of web-1,web-2: allowed", "53 -> UDP 5353 of web-1,web-2: denied"],
    ],
    [
      "limits a question without a port to a protocol",
      {},
      { protocol: "UDP" },
      onlyHttp,
      "denied",
      ["53 -> UDP 5353 of web-1,web-2: denied"],
    ],
    [
      "says which backends differ",
      {},
      { port: 80 },
      [policy([{ port: 9090 }], { index: "2" })],
      "mixed",
      ["80 -> TCP 8080 of web-1: allowed", "80 -> TCP 8080 of web-2: denied"],
    ],
    ["denies a port that the Service does not serve", {}, { port: 8080 }, [], "denied", []],
    ["denies a protocol that the Service does not serve", {}, { port: 53 }, [], "denied", []],
    [
      "does not translate a port of a headless Service",
      { isHeadless: true, clusterIPs: [] },
      { port: 8080 },
      onlyHttp,
      "allowed",
      ["any -> TCP 8080 of web-1,web-2: allowed"],
    ],
    [
      "asks for the Service's port at the pods of a headless Service",
      { isHeadless: true, clusterIPs: [] },
      { port: 80 },
      onlyHttp,
      "denied",
      ["any -> TCP 80 of web-1,web-2: denied"],
    ],
    [
      "translates a port name of a headless Service, as DNS does",
      { isHeadless: true, clusterIPs: [] },
      { port: "http" },
      onlyHttp,
      "allowed",
      ["80 -> TCP 8080 of web-1,web-2: allowed"],
    ],
    [
      "does not know what is behind an external name",
      { externalName: "db.example.com", ports: [] },
      { port: 80 },
      [],
      "unknown",
      [],
    ],
    [
      "does not know the endpoints of a Service without a selector",
      { selector: undefined },
      { port: 80 },
      [],
      "unknown",
      [],
    ],
    [
      "assumes pods with the selector's labels if the input contains no such pod",
      { selector: { app: "other" } },
      { port: 53, protocol: "UDP" },
      [],
      "allowed",
      ["53 -> UDP 5353 of any pod: allowed"],
    ],
    [
      "does not know whether a policy selects such pods by other labels",
      { selector: { app: "web", tier: "a" } },
      { port: 53, protocol: "UDP" },
      [policy([{ port: 9090 }], { zone: "b" })],
      "unknown",
      ["53 -> UDP 5353 of any pod: unknown"],
    ],
    [
      "prefers EndpointSlices to the selector",
      {
        endpointSlices: [
          {
            endpoints: [{ address: "10.0.0.2", pod: { namespace: "shop", name: "web-2" }, isReady: false }],
            ports: [{ name: "http", protocol: "TCP", port: 9090 }],
          },
        ],
      },
      { port: 80 },
      onlyHttp,
      "denied",
      ["80 -> TCP 9090 of web-2: denied"],
    ],
    [
      "uses the addresses of EndpointSlices that name no pod, and finds the pod that has such an address",
      {
        selector: undefined,
        endpointSlices: [
          {
            endpoints: [
              { address: "192.0.2.1", isReady: true },
              { address: "10.0.0.1", isReady: true },
            ],
            ports: [{ name: "http", protocol: "TCP", port: 6443 }],
          },
        ],
      },
      { port: 80 },
      onlyHttp,
      "mixed",
      ["80 -> TCP 6443 of 192.0.2.1: allowed", "80 -> TCP 6443 of web-1: denied"],
    ],
    [
      "denies a Service whose EndpointSlices contain no endpoint with the port",
      { endpointSlices: [{ endpoints: [{ address: "10.0.0.1", isReady: true }], ports: [] }] },
      { port: 80 },
      [],
      "denied",
      [],
    ],
  ] as [string, object, Partial<ServiceQuestion>, NetworkPolicyManifest[], string, string[]][])
    it(title, () => {
      const explanation = explained({ policies, services: [{ ...web, ...service }] }, question);
      assert.deepEqual([explanation.verdict, translated(explanation)], [verdict, translations]);
    });

  it("says why there are no backends", () => {
    const reason = (service: object, port: number) =>
      explained({ services: [{ ...web, ...service }] }, { port }).reason;
    assert.equal(reason({}, 8080), "port-not-served");
    assert.equal(reason({ endpointSlices: [] }, 80), "no-endpoints");
    assert.equal(reason({ externalName: "db.example.com" }, 80), undefined);
    assert.equal(reason({}, 80), undefined);
  });

  it("names the missing facts", () => {
    const facts = (service: object) => explained({ services: [{ ...web, ...service }] }).unknownFacts;
    assert.deepEqual(facts({ externalName: "db.example.com" }), [{ code: "dns-name", name: "db.example.com" }]);
    assert.deepEqual(facts({ selector: undefined }), [
      { code: "service-endpoints", service: { namespace: "shop", name: "web" } },
    ]);
  });

  it("joins the addresses of a pod, and keeps to the family of the address in the question", () => {
    const endpoint = (address: string) => ({ address, pod: { namespace: "shop", name: "web-1" }, isReady: true });
    const ports = [{ name: "http", protocol: "TCP", port: 8080 }];
    const dual: Service = {
      ...web,
      clusterIPs: ["10.96.0.1", "fd00:96::1"],
      endpointSlices: [
        { endpoints: [endpoint("10.0.0.1")], ports },
        { endpoints: [endpoint("fd00::1")], ports },
      ],
    };
    const addresses = (address?: string) =>
      explained({ services: [dual] }, { port: 80, ...(address !== undefined && { address }) }).translations.map(
        ({ groups, addresses: served }) => [served, ...groups.map(({ backends }) => backends[0]?.addresses)],
      );
    assert.deepEqual(addresses(), [
      [
        ["10.96.0.1", "fd00:96::1"],
        ["10.0.0.1", "fd00::1"],
      ],
    ]);
    assert.deepEqual(addresses("fd00:96::1"), [[["fd00:96::1"], ["fd00::1"]]]);
  });

  it("answers for pods on the host network by their address", () => {
    const { translations } = explained({ pods: [], hostNetworkPods: [pod(1)], policies: onlyHttp }, { port: 80 });
    assert.deepEqual(translations[0]?.groups[0]?.backends, [
      {
        peer: { address: "10.0.0.1" },
        hostNetworkPod: { name: "web-1", namespace: "shop", labels: { app: "web", index: "1" } },
        isReady: true,
      },
    ]);
    assert.equal(translations[0]?.verdict, "allowed");
  });

  it("keeps a pod on the host network whose address is not known", () => {
    const { ips: _, ...unknown } = pod(1);
    const { translations } = explained({ pods: [], hostNetworkPods: [unknown], policies: [] }, { port: 80 });
    assert.deepEqual(
      translations[0]?.groups.map(({ backends }) => backends.map(({ peer }) => peer)),
      [[{ name: "web-1", namespace: "shop", labels: { app: "web", index: "1" } }]],
    );
  });

  it("tells what the answer depends on", () => {
    const outside = { address: "192.0.2.7" };
    const notes = (service: object, question: Partial<ServiceQuestion>, args = {}) =>
      explained({ services: [{ ...web, ...service }], args: { namespace: "vald", ...args } }, question).notes;
    assert.deepEqual(notes({}, {}), []);
    assert.deepEqual(notes({ isHeadless: true }, { from: outside }), ["headless"]);
    assert.deepEqual(notes({}, { from: outside }), ["source-may-change"]);
    assert.deepEqual(notes({ keepsSourceAddress: true }, { from: outside }), []);
    assert.deepEqual(notes({}, { address: "10.96.0.1" }), []);
    assert.deepEqual(notes({ externalAddresses: ["192.0.2.1"] }, { address: "192.0.2.1" }), [
      "external-address",
      "source-may-change",
    ]);
    assert.deepEqual(notes({}, {}, { cni: "vpc-cni" }), ["plugin-sees-service-address"]);
  });

  it("throws for a Service that the input does not contain", () => {
    assert.throws(() => explained({}, { to: { namespace: "shop", name: "other" } }), /contains no Service shop\/other/);
  });
});
