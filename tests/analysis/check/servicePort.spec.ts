import assert from "node:assert/strict";
import type { CheckInput, ContainerPort, NetworkPolicyManifest, NetworkPolicyPort, Pod, Service } from "../../../core";
import { detailsOf, locationsOf } from "./found";

const namespace = "vald";
const shop = [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }];
const cart = [{ ...shop[0], podSelector: { matchLabels: { app: "cart" } } }];
const agent = { matchLabels: { app: "vald-agent" } };
const policy = (spec: NetworkPolicyManifest["spec"], name = "agent"): NetworkPolicyManifest => ({
  metadata: { name, namespace },
  spec: { podSelector: agent, ...spec },
});
const ingress = (ports: NetworkPolicyPort[]) => policy({ ingress: [{ from: shop, ports }] });
const egress = (ports: NetworkPolicyPort[], to: object[] = cart) =>
  policy({ policyTypes: ["Egress"], egress: [{ to, ports }] });
const service = (of: "vald-agent" | "cart", targetPort: number | string, fields: Partial<Service> = {}): Service => ({
  namespace: of === "cart" ? "shop" : namespace,
  name: of,
  clusterIPs: [],
  ports: [{ name: "http", protocol: "TCP", port: 80, targetPort }],
  selector: { app: of },
  ...fields,
});
const pod = (app: "vald-agent" | "cart", ports?: ContainerPort[]): Pod => ({
  name: `${app}-0`,
  namespace: app === "cart" ? "shop" : namespace,
  labels: { app },
  ips: ["10.0.0.1"],
  ...(ports !== undefined && { ports }),
});
const grpc = { name: "grpc", containerPort: 8081 };
const web = { name: "web", containerPort: 80 };

describe("service-port", () => {
  const rows: [isReported: boolean, what: string, input: CheckInput][] = [
    [
      true,
      "a Service with a numeric target port",
      { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", 8081)], pods: [pod("vald-agent")] },
    ],
    [
      true,
      "a Service with a named target port",
      {
        policies: [ingress([{ port: 80 }])],
        services: [service("vald-agent", "grpc")],
        pods: [pod("vald-agent", [grpc])],
      },
    ],
    [
      true,
      "a Service without pods in the input",
      { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", 8081)] },
    ],
    [
      true,
      "a Service at the other end",
      { policies: [egress([{ port: 80 }])], services: [service("cart", 8080)], pods: [pod("cart")] },
    ],
    [
      true,
      "a Service in a range of ports",
      { policies: [ingress([{ port: 80, endPort: 90 }])], services: [service("vald-agent", 8081)] },
    ],
    [
      true,
      "the name of a Service's port",
      {
        policies: [ingress([{ port: "http" }])],
        services: [service("vald-agent", 8081)],
        pods: [pod("vald-agent", [grpc])],
      },
    ],
    [
      true,
      "the port in an EndpointSlice",
      {
        policies: [ingress([{ port: 80 }])],
        pods: [pod("vald-agent")],
        services: [
          service("vald-agent", 80, {
            ports: [{ protocol: "TCP", port: 80, targetPort: "grpc" }],
            endpointSlices: [
              {
                endpoints: [{ address: "10.0.0.1", pod: { namespace, name: "vald-agent-0" }, isReady: true }],
                ports: [{ protocol: "TCP", port: 8081 }],
              },
            ],
          }),
        ],
      },
    ],
    [
      false,
      "a port that the pods have, too",
      {
        policies: [ingress([{ port: 80 }])],
        services: [service("vald-agent", "grpc")],
        pods: [pod("vald-agent", [grpc, web])],
      },
    ],
    [
      false,
      "a port that other pods of the rule have",
      {
        policies: [egress([{ port: 80 }], shop)],
        services: [service("cart", 8080)],
        pods: [pod("cart"), { ...pod("cart", [web]), name: "b", labels: {} }],
      },
    ],
    [
      false,
      "a rule that lists both ports",
      { policies: [ingress([{ port: 80 }, { port: 8081 }])], services: [service("vald-agent", 8081)] },
    ],
    [
      false,
      "a rule that names the pods' port, too",
      {
        policies: [ingress([{ port: 80 }, { port: "grpc" }])],
        services: [service("vald-agent", "grpc")],
        pods: [pod("vald-agent", [grpc])],
      },
    ],
    [
      false,
      "a port that another policy opens",
      {
        policies: [egress([{ port: 80 }]), policy({ policyTypes: ["Egress"], egress: [{ to: shop }] }, "b")],
        services: [service("cart", 8080)],
      },
    ],
    [
      false,
      "a Service that keeps the port",
      { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", 80)] },
    ],
    [
      false,
      "a headless Service",
      { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", 8081, { isHeadless: true })] },
    ],
    [
      false,
      "a Service of other pods",
      { policies: [ingress([{ port: 80 }])], services: [service("cart", 8080)], pods: [pod("cart")] },
    ],
    [
      false,
      "another protocol",
      { policies: [ingress([{ port: 80, protocol: "UDP" }])], services: [service("vald-agent", 8081)] },
    ],
    [false, "a rule for everyone", { policies: [egress([{ port: 80 }], [])], services: [service("cart", 8080)] }],
    [
      false,
      "an address",
      {
        policies: [egress([{ port: 80 }], [{ ipBlock: { cidr: "10.0.0.0/8" } }])],
        services: [service("cart", 8080)],
        pods: [pod("cart")],
      },
    ],
    [
      false,
      "a named target port whose number is not known",
      { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", "grpc")] },
    ],
    [
      false,
      "pods of which only some are behind the Service",
      {
        policies: [
          policy({
            podSelector: { matchLabels: { app: "vald-agent", tier: "a" } },
            ingress: [{ from: shop, ports: [{ port: 80 }] }],
          }),
        ],
        services: [service("vald-agent", 8081)],
      },
    ],
  ];
  for (const [isReported, what, input] of rows)
    it(`${isReported ? "is" : "is not"} reported for ${what}`, () => {
      assert.equal(locationsOf("service-port", { args: { namespace }, ...input }).length, isReported ? 1 : 0);
    });

  it("names the Service and the port of its pods", () => {
    const input = { policies: [ingress([{ port: 80 }])], services: [service("vald-agent", 8081)], args: { namespace } };
    assert.deepEqual(detailsOf("service-port", input), ["TCP 80; the Service vald/vald-agent leads to TCP 8081"]);
  });

  it("names every port to which each Service leads", () => {
    const http = (name: string, containerPort: number) => ({
      ...pod("cart", [{ name: "http", containerPort }]),
      name,
    });
    const other = service("cart", 9000, { name: "other" });
    const input = { policies: [egress([{ port: 80 }])], services: [service("cart", "http"), other] };
    assert.deepEqual(
      detailsOf("service-port", { ...input, pods: [http("a", 8080), http("b", 9090)], args: { namespace } }),
      ["TCP 80; the Service shop/cart leads to TCP 8080 and TCP 9090; the Service shop/other leads to TCP 9000"],
    );
  });

  it("is reported for an edge in the args whose Service is in the manifests", () => {
    const edge = (client: string, port: number) => ({
      from: { namespace: client },
      to: { component: "agent" as const },
      ports: [{ port }],
    });
    const input = { policies: [], services: [service("vald-agent", 8081)] };
    assert.deepEqual(
      locationsOf("service-port", { ...input, args: { namespace, edges: [edge("lab", 8081), edge("shop", 80)] } }),
      ["edges[1].ports[0]"],
    );
  });

  it("is reported for rules of several components only if it is so for each of them", () => {
    const custom = { ingress: [{ from: shop, ports: [{ port: 80 }] }] };
    const args = { namespace, defaults: { networkPolicy: { custom } } };
    const reported = (pods: Pod[]) =>
      locationsOf("service-port", { policies: [], services: [service("vald-agent", 8081)], pods, args });
    assert.deepEqual(reported([pod("vald-agent", [grpc])]), ["defaults.networkPolicy.custom.ingress[0].ports[0]"]);
    assert.deepEqual(reported([pod("vald-agent", [grpc, web])]), []);
  });
});
