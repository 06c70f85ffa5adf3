import assert from "node:assert/strict";
import { readObjects, type Service } from "../../core";

const service = (spec: object, status: object = {}, name = "web") => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: "shop" },
  spec,
  status,
});
const slice = (name: string, fields: object, of = "web") => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { name, namespace: "shop", labels: { "kubernetes.io/service-name": of } },
  ...fields,
});
const read = (...objects: unknown[]) => readObjects(objects).input.services;

describe("readObjects, for Services", () => {
  for (const [title, spec, status, expected] of [
    [
      "reads addresses, ports, and the selector, and fills in the API's defaults",
      { clusterIP: "10.96.0.1", selector: { app: "web" }, ports: [{ port: 80 }] },
      {},
      { clusterIPs: ["10.96.0.1"], ports: [{ protocol: "TCP", port: 80, targetPort: 80 }], selector: { app: "web" } },
    ],
    [
      "reads both addresses of a dual-stack Service",
      { clusterIP: "10.96.0.1", clusterIPs: ["10.96.0.1", "fd00::1"], ports: null, selector: null },
      {},
      { clusterIPs: ["10.96.0.1", "fd00::1"], ports: [] },
    ],
    [
      "treats a target port 0 or an empty one as absent, as the API server does",
      {
        ports: [
          { name: "a", port: 80, targetPort: 0 },
          { name: "", port: 81, protocol: "UDP", targetPort: "" },
          { name: "c", port: 82, targetPort: "http" },
        ],
      },
      {},
      {
        clusterIPs: [],
        ports: [
          { name: "a", protocol: "TCP", port: 80, targetPort: 80 },
          { protocol: "UDP", port: 81, targetPort: 81 },
          { name: "c", protocol: "TCP", port: 82, targetPort: "http" },
        ],
      },
    ],
    [
      "reads a headless Service",
      { clusterIP: "None", clusterIPs: ["None"] },
      {},
      { clusterIPs: [], isHeadless: true, ports: [] },
    ],
    [
      "ignores everything but the name of an external name, as clusters do",
      { type: "ExternalName", externalName: "db.example.com", clusterIP: "", selector: { app: "web" } },
      {},
      { clusterIPs: [], externalName: "db.example.com", ports: [] },
    ],
    [
      "reads external addresses, except those that the load balancer handles itself",
      { clusterIPs: ["10.96.0.1"], externalIPs: ["192.0.2.1"], externalTrafficPolicy: "Local" },
      {
        loadBalancer: {
          ingress: [{ ip: "192.0.2.2" }, { ip: "192.0.2.3", ipMode: "Proxy" }, { hostname: "lb.example" }],
        },
      },
      {
        clusterIPs: ["10.96.0.1"],
        externalAddresses: ["192.0.2.1", "192.0.2.2"],
        keepsSourceAddress: true,
        ports: [],
      },
    ],
  ] satisfies [string, object, object, Partial<Service>][])
    it(title, () => assert.deepEqual(read(service(spec, status)), [{ namespace: "shop", name: "web", ...expected }]));

  it("joins a Service with its EndpointSlices", () => {
    const targetRef = { kind: "Pod", name: "web-1", namespace: "shop" };
    const [web] =
      read(
        service({ ports: [{ port: 80 }] }),
        slice("web-a", {
          endpoints: [
            { addresses: ["10.0.0.1"], conditions: { ready: true, serving: true }, targetRef, nodeName: "n" },
            { addresses: ["10.0.0.2"], conditions: { ready: false } },
            { addresses: ["10.0.0.3"], conditions: {}, targetRef: { kind: "Node", name: "n" } },
          ],
          ports: [
            { name: "", port: 8080, protocol: "TCP" },
            { name: "all", port: null },
          ],
        }),
        slice("web-b", { addressType: "FQDN", endpoints: [{ addresses: ["db.example.com"] }], ports: null }),
        slice("other", { endpoints: [{ addresses: ["10.0.0.9"] }] }, "other"),
      ) ?? [];
    assert.deepEqual(web?.endpointSlices, [
      {
        endpoints: [
          { address: "10.0.0.1", pod: { namespace: "shop", name: "web-1" }, isReady: true },
          { address: "10.0.0.2", isReady: false },
          { address: "10.0.0.3", isReady: true },
        ],
        ports: [{ protocol: "TCP", port: 8080 }],
      },
      { endpoints: [], ports: [] },
    ]);
  });

  it("reads an Endpoints object if the Service has no EndpointSlice", () => {
    const endpoints = {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata: { name: "web", namespace: "shop" },
      subsets: [{ addresses: [{ ip: "10.0.0.1" }], notReadyAddresses: [{ ip: "10.0.0.2" }], ports: [{ port: 8080 }] }],
    };
    const addresses = (all: readonly Service[] = []) =>
      all[0]?.endpointSlices?.flatMap((one) => one.endpoints.map(({ address, isReady }) => [address, isReady]));
    assert.deepEqual(addresses(read(service({}), endpoints)), [
      ["10.0.0.1", true],
      ["10.0.0.2", false],
    ]);
    assert.deepEqual(
      addresses(read(service({}), endpoints, slice("a", { endpoints: [{ addresses: ["10.0.0.3"] }] }))),
      [["10.0.0.3", true]],
    );
  });

  it("counts none of these objects as skipped", () => {
    const { notes } = readObjects([
      service({}),
      slice("a", {}),
      { apiVersion: "v1", kind: "Endpoints", metadata: { name: "web", namespace: "shop" } },
    ]);
    assert.deepEqual(notes, [{ code: "no-policies" }]);
  });

  it("leaves out and counts objects with issues, because policies do not depend on them", () => {
    const { input, notes } = readObjects([
      service({ ports: [{ port: 0 }, { port: -1 }] }, {}, "bad"),
      service({}),
      slice("a", { endpoints: {} }),
    ]);
    assert.deepEqual(
      input.services?.map(({ name }) => name),
      ["web"],
    );
    const [, note] = notes;
    assert.deepEqual(note?.code === "services-not-read" && [note.count, note.first.object, note.first.issue.path], [
      2,
      "Service shop/bad",
      ["spec", "ports", 0, "port"],
    ]);
  });

  it("reads an object once that the input contains twice", () => {
    assert.equal(read(service({}), service({ clusterIP: "10.96.0.1" }))?.length, 1);
    const endpoint = slice("a", { endpoints: [{ addresses: ["10.0.0.1"] }] });
    assert.equal(read(service({}), endpoint, endpoint)?.[0]?.endpointSlices?.length, 1);
  });
});
