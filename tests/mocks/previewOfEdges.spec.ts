import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, startRun, unknownOutput, valueOf } from "./recorder";

type Args = Package.NetworkPoliciesArgs & { namespace: string };

interface Row {
  what: string;
  /** What stands in the place of what is not known. */
  known: unknown;
  args: (leaf: unknown) => unknown;
  /** What of the policies is not known for it. Default: the value itself. */
  blank?: unknown;
}

const range = "203.0.113.0/24";
const to = (end: object) => ({ namespace: "vald", edges: [{ from: { component: "agent" }, to: end }] });
const from = (end: object, ports: object[] = []) => ({
  namespace: "vald",
  edges: [{ from: end, to: { component: "lbGateway" }, ports: [{ port: 8081 }, ...ports] }],
});

const rows: Row[] = [
  { what: "the port of an edge", known: 54321, args: (port) => from({ namespace: "shop" }, [{ port }]) },
  { what: "the name of a namespace", known: "shop", args: (namespace) => from({ namespace, podLabels: { a: "b" } }) },
  {
    what: "the name of a namespace beside its labels",
    known: "shop",
    args: (namespace) => from({ namespace, namespaceLabels: { tier: "a" } }),
  },
  {
    what: "a label of a namespace",
    known: "shop",
    args: (tier) => from({ namespaceLabels: { tier, zone: "b" }, podLabels: { a: "b" } }),
  },
  { what: "a label of pods", known: "shop", args: (app) => from({ podLabels: { app, tier: "front" } }) },
  {
    what: "all labels of pods",
    known: { app: "shop" },
    args: (podLabels) => from({ namespace: "shop", podLabels }),
  },
  { what: "one range of several", known: range, args: (cidr) => to({ cidrs: ["10.0.0.0/8", cidr] }) },
  {
    what: "one range in a list that comes as an Output",
    known: range,
    args: (cidr) => {
      const cidrs = ["10.0.0.0/8", cidr];
      return to({ cidrs: cidr === range ? cidrs : pulumi.output("").apply(() => cidrs) });
    },
  },
  {
    what: "all ranges of the API server",
    known: [range],
    args: (cidrs) => ({ namespace: "vald", apiServer: { cidrs, ports: [{ port: 6443 }] } }),
    blank: [{ ipBlock: { cidr: range } }],
  },
  {
    what: "a port of the API server",
    known: 54321,
    args: (port) => ({ namespace: "vald", apiServer: { cidrs: [range], ports: [{ port: 443 }, { port }] } }),
  },
  {
    what: "a port that all serve on",
    known: 54321,
    args: (grpc) => ({ namespace: "vald", edgePorts: "vald", defaults: { ports: { grpc } } }),
  },
  {
    what: "a port that one component serves on",
    known: 54321,
    args: (rest) => ({ namespace: "vald", edgePorts: "vald", components: { agent: { ports: { rest } } } }),
  },
  {
    what: "the port of DNS",
    known: 54321,
    args: (port) => ({ namespace: "vald", dns: [{ preset: "openShift", port }] }),
  },
  {
    // Which exception lies in which range is seen in both.
    what: "a range with exceptions, and with it all others of that end",
    known: range,
    args: (cidr) => to({ cidrs: ["10.0.0.0/8", cidr], except: ["10.1.0.0/16"] }),
    blank: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }, { ipBlock: { cidr: range } }],
  },
  {
    what: "an exception, and with it all ranges of that end",
    known: "10.1.0.0/16",
    args: (except) => to({ cidrs: ["10.0.0.0/8"], except: [except] }),
    blank: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }],
  },
];

describe("a preview with one value of an edge that is not known yet", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun({ preview: true });
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun({ preview: true }));

  for (const { what, known, args, blank = known } of rows) {
    it(`leaves everything else in all policies plain: ${what}`, async () => {
      const late = args(unknownOutput()) as Package.ValdNetworkPoliciesArgs;
      const { policies } = new ours.ValdNetworkPolicies("vald", late);
      for (const policy of Object.values(policies)) await valueOf(policy.urn);

      const full = JSON.stringify(ours.networkPolicies(args(known) as Args));
      const expected = full.replaceAll(JSON.stringify(blank), '{"__pulumiUnknown":true}');
      assert.notEqual(expected, full);
      assert.deepEqual(byName(policiesRegistered().map(({ inputs }) => inputs)), byName(JSON.parse(expected)));
    });
  }
});

function byName(policies: unknown): Record<string, unknown> {
  const plain = JSON.parse(JSON.stringify(policies)) as { metadata: { name: string } }[];
  return Object.fromEntries(plain.map((policy) => [policy.metadata.name, policy]));
}
