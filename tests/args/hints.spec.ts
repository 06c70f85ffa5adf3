import assert from "node:assert/strict";
import { validate } from "../../core";

const from = (endpoint: unknown) => ({ edges: [{ from: endpoint, to: { component: "agent" } }] });
const port = (entry: unknown) => ({ edges: [{ ...from({ component: "lbGateway" }).edges[0], ports: [entry] }] });
const hostName = "policies do not know host names; write the host's addresses, each with its prefix length";

describe("a hint shows how to write", () => {
  for (const [slip, args, hint] of [
    ["a host name in `cidrs`", from({ cidrs: ["s3.example.com"] }), hostName],
    ["a host name with a wildcard in `cidrs`", { apiServer: { cidrs: ["*.eks.amazonaws.com"] } }, hostName],
    ["`*` in `cidrs`", from({ cidrs: ["*"] }), "for every address, write 0.0.0.0/0 and ::/0"],
    ["0.0.0.0 without a prefix length", from({ cidrs: ["0.0.0.0"] }), "for every address, write 0.0.0.0/0 and ::/0"],
    [":: without a prefix length", from({ cidrs: ["::"] }), "for every address, write 0.0.0.0/0 and ::/0"],
    ["another address in `cidrs`", from({ cidrs: ["10.0.0.7"] }), "for this single address, write 10.0.0.7/32"],
    ["`*` as a namespace", from({ namespace: "*" }), "for every namespace, write `namespaceLabels: {}`"],
    ["`*` as a port", port({ port: "*" }), "for all ports, omit `port`"],
    ["`*` as an endpoint", from("*"), 'did you mean `{ cidrs: [0.0.0.0/0, "::/0"] }`?'],
    ["a port with its protocol", port({ port: "8081/TCP" }), "write `{ port: 8081, protocol: TCP }`"],
    ["a port entry as text with its protocol", port("53/udp"), "did you mean `{ port: 53, protocol: UDP }`?"],
    ["labels as text", from({ podLabels: "app=search,tier=web" }), "did you mean `{ app: search, tier: web }`?"],
    ["labels as a list", { labels: ["team=search"] }, "did you mean `{ team: search }`?"],
    ["labels as an endpoint", from("app=search"), "did you mean `{ podLabels: { app: search } }`?"],
    ["a CIDR block as an endpoint", from("10.0.0.0/8"), "did you mean `{ cidrs: [10.0.0.0/8] }`?"],
    ["a CIDR block where a list is meant", from({ cidrs: "10.0.0.0/8" }), "did you mean `[10.0.0.0/8]`?"],
    ["a component's title as an endpoint", from("lb gateway"), "did you mean `{ component: lbGateway }`?"],
    ["a component's app label", from({ component: "vald-lb-gateway" }), "did you mean `lbGateway`?"],
    ["an abbreviated component", { components: { lb: {} } }, "did you mean `lbGateway`?"],
    ["a component's title in `components`", { components: { "index manager": {} } }, "did you mean `indexManager`?"],
    [
      "a namespaceSelector in an edge",
      from({ namespaceSelector: {} }),
      "write namespace labels as `namespaceLabels: { team: search }`, or a name as `namespace: shop`",
    ],
    [
      "an ipBlock in an edge",
      from({ ipBlock: {} }),
      "write CIDR blocks as `cidrs: [10.0.0.0/8]`, and exceptions as `except: [10.1.0.0/16]`",
    ],
    [
      "a list where an object is meant",
      from([{ component: "agent" }]),
      "write an object, `{ ... }`, instead of a list",
    ],
    ["an object where a list is meant", { edges: from({}).edges[0] }, "put the object into a list: `[{ ... }]`"],
    [
      "an empty object where a list of rules is meant",
      { components: { agent: { custom: { ingress: {} } } } },
      undefined,
    ],
    ["a text that is no labels", from({ podLabels: "search" }), undefined],
  ] as const)
    it(`${slip}${hint === undefined ? " only if it is harmless" : ""}`, () =>
      assert.deepEqual(
        validate(args).map((issue) => issue.hint),
        [hint],
      ));
});
