import assert from "node:assert/strict";
import { readServiceEndpoint, refuseService } from "../../../cli/input/readServiceEndpoint";
import type { Pod, Service } from "../../../core";

const service = (namespace: string, name: string, fields: Partial<Service> = {}): Service => ({
  namespace,
  name,
  clusterIPs: [],
  ports: [],
  ...fields,
});
const shared = (name: string, port: number) =>
  service("shop", name, { externalAddresses: ["192.0.2.1"], ports: [{ protocol: "TCP", port, targetPort: 8080 }] });
const services = [
  service("kube-system", "kube-dns", {
    clusterIPs: ["10.96.0.10", "fd00:10:96::a"],
    selector: { "k8s-app": "kube-dns", tier: "a" },
  }),
  service("shop", "web"),
  shared("a", 80),
  shared("b", 443),
];
const pods: Pod[] = [{ name: "web", namespace: "shop", labels: {}, ips: ["10.0.0.1"] }];
const dns = { namespace: "kube-system", name: "kube-dns" };

describe("an endpoint of explain that is a Service", () => {
  for (const [text, expected] of [
    ["10.96.0.10", { to: dns, address: "10.96.0.10" }],
    ["FD00:10:96:0::a", { to: dns, address: "fd00:10:96::a" }],
    ["kube-system/kube-dns", { to: dns }],
    ["kube-system/svc/kube-dns", { to: dns }],
    ["kube-system/Service/kube-dns", { to: dns }],
    ["kube-dns.kube-system.svc", { to: dns }],
    ["kube-dns.kube-system.svc.cluster.local", { to: dns }],
    ["Kube-DNS.kube-system.svc.example.com.", { to: dns }],
    ["shop/services/web", { to: { namespace: "shop", name: "web" } }],
    // The pod has the same name.
    ["shop/web", undefined],
    ["10.0.0.1", undefined],
    ["192.0.2.9", undefined],
    ["10.96.0.0/12", undefined],
    ["shop/app=web", undefined],
    ["shop/pod/web", undefined],
    ["shop/", undefined],
    ["lbGateway", undefined],
    ["kube-dns.kube-system", undefined],
  ] as const)
    it(`${text} is ${expected === undefined ? "no Service" : "a Service"}`, () => {
      assert.deepEqual(readServiceEndpoint(text, { services, pods }), expected);
    });

  it("is the one that serves the port, if several Services share an address", () => {
    const named = (asked: object) => readServiceEndpoint("192.0.2.1", { services }, asked)?.to.name;
    assert.equal(named({ port: 443 }), "b");
    assert.throws(() => named({}), {
      message:
        "192.0.2.1: several Services have this address: shop/a, shop/b; specify the port, or name the Service with namespace/name",
    });
  });

  it("must be in the input if the text can name nothing else", () => {
    assert.throws(() => readServiceEndpoint("a.b.svc", { services }), {
      message: "a.b.svc: the input contains no Service b/a",
    });
    assert.throws(() => readServiceEndpoint("b/svc/a", {}), {
      message:
        "b/svc/a: the input contains no Service objects; pass them with --manifests, such as the output of `kubectl get ns,pods,svc,endpointslices,netpol -A -o yaml`",
    });
  });

  it("cannot be the source", () => {
    for (const text of ["10.96.0.10", "kube-system/kube-dns", "kube-dns.kube-system.svc"])
      assert.throws(() => refuseService(text, { services, pods }), {
        message: `${text} is the Service kube-system/kube-dns, which cannot open connections; as the source, specify the pods behind it, such as kube-system/k8s-app=kube-dns,tier=a`,
      });
    // A load balancer or a node may have this address, too.
    for (const text of ["192.0.2.1", "shop/web", "lbGateway", "10.0.0.0/8"]) refuseService(text, { services, pods });
  });
});
