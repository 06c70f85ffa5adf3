import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { networkPolicies, ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { deployedPolicies, startRun, unknownOutput } from "./recorder";

interface Row {
  what: string;
  /** The value once it is known. It occurs nowhere else in the policies. */
  value: unknown;
  args: (value: unknown) => object;
  /** The part of the policies that is unknown as long as the value is unknown. Default: the value itself. */
  unknownPart?: unknown;
}

const cidr = "203.0.113.0/24";
const edgeTo = (to: object) => ({ edges: [{ from: { component: "agent" }, to }] });
const edgeFrom = (from: object, ports: object[] = []) => ({
  edges: [{ from, to: { component: "lbGateway" }, ports: [{ port: 8081 }, ...ports] }],
});

const rows: Row[] = [
  { what: "a port of an edge", value: 54321, args: (port) => edgeFrom({ namespace: "shop" }, [{ port }]) },
  { what: "a namespace", value: "shop", args: (namespace) => edgeFrom({ namespace, podLabels: { a: "b" } }) },
  {
    what: "a namespace with namespace labels",
    value: "shop",
    args: (namespace) => edgeFrom({ namespace, namespaceLabels: { tier: "a" } }),
  },
  {
    what: "a namespace label",
    value: "shop",
    args: (tier) => edgeFrom({ namespaceLabels: { tier, zone: "b" }, podLabels: { a: "b" } }),
  },
  { what: "a pod label", value: "shop", args: (app) => edgeFrom({ podLabels: { app, tier: "front" } }) },
  {
    what: "all pod labels",
    value: { app: "shop" },
    args: (podLabels) => edgeFrom({ namespace: "shop", podLabels }),
  },
  { what: "one of several CIDR blocks", value: cidr, args: (block) => edgeTo({ cidrs: ["10.0.0.0/8", block] }) },
  {
    what: "one CIDR block in a list that is an Output",
    value: cidr,
    args: (block) => {
      const cidrs = ["10.0.0.0/8", block];
      return edgeTo({ cidrs: block === cidr ? cidrs : pulumi.output("").apply(() => cidrs) });
    },
  },
  {
    what: "all CIDR blocks of the API server",
    value: [cidr],
    args: (cidrs) => ({ apiServer: { cidrs, ports: [{ port: 6443 }] } }),
    unknownPart: [{ ipBlock: { cidr } }],
  },
  {
    what: "a port of the API server",
    value: 54321,
    args: (port) => ({ apiServer: { cidrs: [cidr], ports: [{ port: 443 }, { port }] } }),
  },
  {
    what: "a default port of all components",
    value: 54321,
    args: (grpc) => ({ edgePorts: "vald", defaults: { ports: { grpc } } }),
  },
  {
    what: "a port of one component",
    value: 54321,
    args: (rest) => ({ edgePorts: "vald", components: { agent: { ports: { rest } } } }),
  },
  { what: "the port of DNS", value: 54321, args: (port) => ({ dns: [{ preset: "openShift", port }] }) },
  {
    // Assigning an exception to a block requires all blocks.
    what: "a CIDR block with exceptions, which hides the other blocks of its endpoint",
    value: cidr,
    args: (block) => edgeTo({ cidrs: ["10.0.0.0/8", block], except: ["10.1.0.0/16"] }),
    unknownPart: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }, { ipBlock: { cidr } }],
  },
  {
    what: "an exception, which hides the CIDR blocks of its endpoint",
    value: "10.1.0.0/16",
    args: (block) => edgeTo({ cidrs: ["10.0.0.0/8"], except: [block] }),
    unknownPart: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }],
  },
];

describe("a preview with one unknown value in an edge", () => {
  beforeEach(() => startRun({ preview: true }));

  for (const { what, value, args, unknownPart = value } of rows) {
    it(`knows everything else in all policies: ${what}`, async () => {
      const late = { namespace: "vald", ...args(unknownOutput()) } as ValdNetworkPoliciesArgs;
      const policies = await deployedPolicies(new ValdNetworkPolicies("vald", late));

      const complete = JSON.stringify(networkPolicies({ namespace: "vald", ...args(value) }));
      const expected = complete.replaceAll(JSON.stringify(unknownPart), '{"__pulumiUnknown":true}');
      assert.notEqual(expected, complete);
      assert.deepEqual(JSON.parse(JSON.stringify(policies)), JSON.parse(expected));
    });
  }
});
