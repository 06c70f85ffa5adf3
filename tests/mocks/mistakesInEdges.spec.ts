import * as pulumi from "@pulumi/pulumi";
import { startRun } from "./recorder";
import { assertNoPolicies } from "./rejections";

describe("invalid late values of edges, DNS and the API server", () => {
  beforeEach(() => startRun());

  const agent = { component: "agent" };
  const omitInstead = "remove this entry instead, because an empty value may match everyone";
  const cidr = "an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32";
  const exception =
    "a CIDR block that lies inside a larger block in `cidrs` and contains none of the blocks in `cidrs`";
  const port = "a whole number from 1 to 65535";
  const edgeTo = (to: object, ports?: unknown) => ({
    edges: [{ from: agent, to, ...(ports !== undefined && { ports }) }],
  });
  const rows: [what: string, args: object, expected: string][] = [
    [
      "an undefined namespace, which would mean Vald's own",
      edgeTo({ namespace: pulumi.output(undefined), podLabels: { a: "b" } }),
      `edges[0].to.namespace: got null; expected a namespace (${omitInstead})`,
    ],
    [
      "undefined namespace labels, which would mean every namespace",
      edgeTo({ namespaceLabels: pulumi.output(undefined) }),
      `edges[0].to.namespaceLabels: got null; expected a map of namespace labels (${omitInstead})`,
    ],
    [
      "namespace labels that name another namespace",
      edgeTo({ namespace: "shop", namespaceLabels: pulumi.output({ "kubernetes.io/metadata.name": "other" }) }),
      'edges[0].to.namespaceLabels["kubernetes.io/metadata.name"]: expected the namespace\'s name either in `namespace` or in this label, not in both',
    ],
    [
      "undefined ports, which would mean all ports",
      edgeTo({ namespace: "shop" }, pulumi.output(undefined)),
      `edges[0].ports: got null; expected a list of ports (${omitInstead})`,
    ],
    [
      "a port out of range",
      edgeTo({ namespace: "shop" }, [{ port: pulumi.output(70000) }]),
      `edges[0].ports[0].port: got 70000; expected ${port}, or a port name`,
    ],
    [
      "an empty list of CIDR blocks, which would mean everyone",
      edgeTo({ cidrs: pulumi.output([]) }),
      "edges[0].to.cidrs: got []; expected a list of CIDR blocks with at least one entry",
    ],
    [
      "a CIDR block with a prefix that is too long",
      edgeTo({ cidrs: pulumi.output(["10.0.0.0/33"]) }),
      `edges[0].to.cidrs[0]: got "10.0.0.0/33"; expected ${cidr}`,
    ],
    [
      "a string instead of a list of CIDR blocks",
      edgeTo({ cidrs: pulumi.output("10.0.0.0/8") }),
      'edges[0].to.cidrs: got "10.0.0.0/8"; expected a list of CIDR blocks (did you mean `[10.0.0.0/8]`?)',
    ],
    [
      "an undefined list of CIDR blocks",
      edgeTo({ cidrs: pulumi.output(undefined) }),
      `edges[0].to.cidrs: got null; expected a list of CIDR blocks (${omitInstead})`,
    ],
    [
      "a number instead of a CIDR block with exceptions",
      edgeTo({ cidrs: [pulumi.output(7)], except: ["10.1.0.0/16"] }),
      "edges[0].to.cidrs[0]: got 7; expected a CIDR block (quote the value)",
    ],
    [
      "undefined exceptions",
      edgeTo({ cidrs: ["10.0.0.0/8"], except: pulumi.output(undefined) }),
      `edges[0].to.except: got null; expected a list of CIDR blocks (${omitInstead})`,
    ],
    [
      "an exception outside late CIDR blocks",
      edgeTo({ cidrs: pulumi.output(["10.0.0.0/8"]), except: ["192.168.0.0/16"] }),
      `edges[0].to.except[0]: got "192.168.0.0/16"; expected ${exception}`,
    ],
    [
      "a late exception outside the CIDR blocks",
      edgeTo({ cidrs: ["10.0.0.0/8"], except: [pulumi.output("192.168.0.0/16")] }),
      `edges[0].to.except[0]: got "192.168.0.0/16"; expected ${exception}`,
    ],
    [
      "a secret exception outside the CIDR blocks, without its value",
      edgeTo({ cidrs: ["10.0.0.0/8"], except: [pulumi.secret("192.168.0.0/16")] }),
      `edges[0].to.except[0]: got a secret value; expected ${exception}`,
    ],
    [
      "an API server without addresses",
      { apiServer: { cidrs: pulumi.output([]) } },
      "apiServer.cidrs: got []; expected a list of CIDR blocks with at least one entry",
    ],
    [
      "an address of the API server without a prefix length",
      { apiServer: { cidrs: [pulumi.output("10.0.0.1")] } },
      `apiServer.cidrs[0]: got "10.0.0.1"; expected ${cidr} (for this single address, write 10.0.0.1/32)`,
    ],
    [
      "a port name for DNS",
      { dns: [{ preset: "kubeSystem", port: pulumi.output("dns") }] },
      'dns[0].port: got "dns"; expected a port number',
    ],
    [
      "a default port out of range",
      { edgePorts: "vald", defaults: { ports: { grpc: pulumi.output(70000) } } },
      `defaults.ports.grpc: got 70000; expected ${port}`,
    ],
    [
      "an undefined port of a component",
      { edgePorts: "vald", components: { agent: { ports: { rest: pulumi.output(undefined) } } } },
      "components.agent.ports.rest: got null; expected a port number",
    ],
  ];
  for (const [what, args, expected] of rows) {
    it(`prevent the creation of every policy: ${what}`, () => assertNoPolicies(args, `Invalid args:\n  ${expected}`));
  }
});
