import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { assertMakesNoPolicy } from "./assertMakesNoPolicy";
import { startRun } from "./recorder";

describe("wrong values of edges that are known only later", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  const agent = { component: "agent" };
  const nothing = "to say nothing here, leave the field out; an empty value may stand for everyone";
  const range = "an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32";
  const number = "a whole number from 1 to 65535";
  const to = (end: object, ports?: unknown) => ({
    edges: [{ from: agent, to: end, ...(ports !== undefined && { ports }) }],
  });
  const late: [what: string, args: object, expected: string][] = [
    [
      "the namespace of an edge that is undefined, which would mean Vald's own",
      to({ namespace: pulumi.output(undefined), podLabels: { a: "b" } }),
      `edges[0].to.namespace: null given; expected a namespace (${nothing})`,
    ],
    [
      "labels of namespaces that are undefined, which would mean every namespace",
      to({ namespaceLabels: pulumi.output(undefined) }),
      `edges[0].to.namespaceLabels: null given; expected a map of labels of namespaces (${nothing})`,
    ],
    [
      "labels of namespaces that name another one",
      to({ namespace: "shop", namespaceLabels: pulumi.output({ "kubernetes.io/metadata.name": "other" }) }),
      'edges[0].to.namespaceLabels["kubernetes.io/metadata.name"]: expected the name of the namespace in one place',
    ],
    [
      "ports of an edge that are undefined, which would mean all of them",
      to({ namespace: "shop" }, pulumi.output(undefined)),
      `edges[0].ports: null given; expected a list of ports (${nothing})`,
    ],
    [
      "a port of an edge out of range",
      to({ namespace: "shop" }, [{ port: pulumi.output(70000) }]),
      `edges[0].ports[0].port: 70000 given; expected ${number}, or the name of a port`,
    ],
    [
      "ranges that are none, which would mean everyone",
      to({ cidrs: pulumi.output([]) }),
      "edges[0].to.cidrs: [] given; expected a list of ranges, one at least",
    ],
    [
      "ranges of which one is wrong",
      to({ cidrs: pulumi.output(["10.0.0.0/33"]) }),
      `edges[0].to.cidrs[0]: "10.0.0.0/33" given; expected ${range}`,
    ],
    [
      "ranges that are a text",
      to({ cidrs: pulumi.output("10.0.0.0/8") }),
      'edges[0].to.cidrs: "10.0.0.0/8" given; expected a list of ranges',
    ],
    [
      "ranges that are undefined",
      to({ cidrs: pulumi.output(undefined) }),
      `edges[0].to.cidrs: null given; expected a list of ranges (${nothing})`,
    ],
    [
      "a range that is a number, beside exceptions",
      to({ cidrs: [pulumi.output(7)], except: ["10.1.0.0/16"] }),
      'edges[0].to.cidrs[0]: 7 given; expected a range of addresses in CIDR notation (text stands in quotes: "7")',
    ],
    [
      "exceptions that are undefined",
      to({ cidrs: ["10.0.0.0/8"], except: pulumi.output(undefined) }),
      `edges[0].to.except: null given; expected a list of ranges (${nothing})`,
    ],
    [
      "an exception outside ranges that come late",
      to({ cidrs: pulumi.output(["10.0.0.0/8"]), except: ["192.168.0.0/16"] }),
      `edges[0].to.except[0]: "192.168.0.0/16" given; expected a range inside one of cidrs, smaller than it, and around none of them`,
    ],
    [
      "an exception that comes late, outside the ranges",
      to({ cidrs: ["10.0.0.0/8"], except: [pulumi.output("192.168.0.0/16")] }),
      `edges[0].to.except[0]: "192.168.0.0/16" given; expected a range inside one of cidrs, smaller than it, and around none of them`,
    ],
    [
      "a secret exception outside the ranges, which stays out of the message",
      to({ cidrs: ["10.0.0.0/8"], except: [pulumi.secret("192.168.0.0/16")] }),
      "edges[0].to.except[0]: a secret value given; expected a range inside one of cidrs, smaller than it, and around none of them",
    ],
    [
      "no address of the API server",
      { apiServer: { cidrs: pulumi.output([]) } },
      "apiServer.cidrs: [] given; expected a list of ranges, one at least",
    ],
    [
      "an address of the API server without a mask",
      { apiServer: { cidrs: [pulumi.output("10.0.0.1")] } },
      `apiServer.cidrs[0]: "10.0.0.1" given; expected ${range} (for this one address: 10.0.0.1/32)`,
    ],
    [
      "a port of DNS that is a name",
      { dns: [{ preset: "kubeSystem", port: pulumi.output("dns") }] },
      'dns[0].port: "dns" given; expected a port number',
    ],
    [
      "a port out of range that all serve on",
      { edgePorts: "vald", defaults: { ports: { grpc: pulumi.output(70000) } } },
      `defaults.ports.grpc: 70000 given; expected ${number}`,
    ],
    [
      "a port that one component serves on and that is undefined",
      { edgePorts: "vald", components: { agent: { ports: { rest: pulumi.output(undefined) } } } },
      `components.agent.ports.rest: null given; expected a port number (${nothing})`,
    ],
  ];
  for (const [what, args, expected] of late) {
    it(`makes no policy from ${what}, and says what is wrong`, () => assertMakesNoPolicy(ours, args, expected));
  }
});
