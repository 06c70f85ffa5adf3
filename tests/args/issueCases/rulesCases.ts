import type { IssueCase } from "./issueCase";

const custom = (rules: object) => ({ defaults: { networkPolicy: { custom: rules } } });
const ingress = (rule: unknown) => custom({ ingress: [rule] });
const peer = (one: object) => ingress({ from: [one] });
const cidr = (block: string) => peer({ ipBlock: { cidr: block } });
const expression = (one: object) => peer({ podSelector: { matchExpressions: [one] } });
const port = (one: object) => custom({ egress: [{ ports: [one] }] });

/** Issues of custom rules. */
export const rulesCases: readonly IssueCase[] = [
  [
    "a rule that is null",
    ingress(null),
    "null-value",
    "defaults.networkPolicy.custom.ingress[0]: got null; expected an ingress rule (remove this entry instead, because an empty value may match everyone)",
  ],
  [
    "the field form instead of from",
    ingress({ form: [] }),
    "unknown-field",
    "defaults.networkPolicy.custom.ingress[0].form: unknown field; expected `from` or `ports` (did you mean `from`?)",
  ],
  [
    "the field to in an ingress rule",
    ingress({ to: [] }),
    "unknown-field",
    "defaults.networkPolicy.custom.ingress[0].to: unknown field; expected `from` or `ports` (an ingress rule lists its peers in `from`)",
  ],
  [
    "a list of peers that is undefined",
    ingress({ from: undefined }),
    "null-value",
    "defaults.networkPolicy.custom.ingress[0].from: got undefined; expected a list of peers (remove this entry instead, because an empty value may match everyone)",
  ],
  [
    "an empty peer",
    peer({}),
    "empty-peer",
    "defaults.networkPolicy.custom.ingress[0].from[0]: got {}; expected either `ipBlock` or at least one selector (`podSelector`, `namespaceSelector`) (to allow everyone, omit the whole list `from` or `to`)",
  ],
  [
    "ports inside a peer",
    peer({ ports: [] }),
    "unknown-field",
    "defaults.networkPolicy.custom.ingress[0].from[0].ports: unknown field; expected one of `podSelector`, `namespaceSelector`, `ipBlock` (put `ports` next to `from` or `to`, not into a peer)",
  ],
  [
    "an ipBlock and a selector in one peer",
    peer({ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: {} }),
    "conflicting-peer",
    "defaults.networkPolicy.custom.ingress[0].from[0]: got an object; expected either `ipBlock` or selectors, not both (split this peer into two peers)",
  ],
  [
    "a matchExpressions item without a key",
    expression({ operator: "In", values: ["a"] }),
    "missing-field",
    "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].key: missing field; expected a label key",
  ],
  [
    "an operator in lowercase",
    expression({ key: "a", operator: "in", values: ["a"] }),
    "invalid-operator",
    'defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].operator: got "in"; expected one of `In`, `NotIn`, `Exists`, `DoesNotExist` (did you mean `In`?)',
  ],
  [
    "the operator In without values",
    expression({ key: "a", operator: "In", values: [] }),
    "invalid-values",
    "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].values: got []; expected at least one value, because `operator` is `In`",
  ],
  [
    "the operator Exists with a value",
    expression({ key: "a", operator: "Exists", values: ["x"] }),
    "invalid-values",
    "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].values: got a list; expected no values, because `operator` is `Exists`",
  ],
  [
    "an ipBlock without cidr",
    peer({ ipBlock: {} }),
    "missing-field",
    "defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: missing field; expected a CIDR block",
  ],
  [
    "an address without a prefix length",
    cidr("10.0.0.1"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "10.0.0.1"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32 (for this single address, write 10.0.0.1/32)',
  ],
  [
    "a CIDR block with host bits",
    cidr("10.0.0.1/8"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "10.0.0.1/8"; expected a CIDR block in canonical form (did you mean 10.0.0.0/8?)',
  ],
  [
    "a CIDR block with a leading zero",
    cidr("010.0.0.0/8"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "010.0.0.0/8"; expected a CIDR block in canonical form (did you mean 10.0.0.0/8?)',
  ],
  [
    "a prefix length that is too large",
    cidr("10.0.0.0/33"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "10.0.0.0/33"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32',
  ],
  [
    "an IPv4 block in IPv6 notation",
    cidr("::ffff:10.0.0.0/104"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "::ffff:10.0.0.0/104"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32 (write IPv4 blocks in IPv4 notation, not as ::ffff:...)',
  ],
  [
    "an IPv6 block in capital letters",
    cidr("2001:DB8::/32"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "2001:DB8::/32"; expected a CIDR block in canonical form (did you mean 2001:db8::/32?)',
  ],
  [
    "a word instead of a CIDR block",
    cidr("any"),
    "invalid-cidr",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got "any"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32',
  ],
  [
    "except that equals cidr",
    peer({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] } }),
    "invalid-except",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.except[0]: got "10.0.0.0/8"; expected a smaller CIDR block that lies inside `cidr` and has the same IP family',
  ],
  [
    "except outside cidr",
    peer({ ipBlock: { cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] } }),
    "invalid-except",
    'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.except[0]: got "11.0.0.0/16"; expected a smaller CIDR block that lies inside `cidr` and has the same IP family',
  ],
  [
    "a port entry that is null",
    ingress({ ports: [null] }),
    "null-value",
    "defaults.networkPolicy.custom.ingress[0].ports[0]: got null; expected a port entry (remove this entry instead, because an empty value may match everyone)",
  ],
  [
    "port 0",
    port({ port: 0 }),
    "invalid-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].port: got 0; expected a whole number from 1 to 65535, or a port name",
  ],
  [
    "a port above 65535",
    port({ port: 70000 }),
    "invalid-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].port: got 70000; expected a whole number from 1 to 65535, or a port name",
  ],
  [
    "a port that is a fraction",
    port({ port: 1.5 }),
    "invalid-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].port: got 1.5; expected a whole number from 1 to 65535, or a port name",
  ],
  [
    "a port number in quotes",
    port({ port: "80" }),
    "invalid-port",
    'defaults.networkPolicy.custom.egress[0].ports[0].port: got "80"; expected a whole number from 1 to 65535, or a port name with at least one letter (write port numbers without quotes: 80)',
  ],
  [
    "a range of ports in one string",
    port({ port: "8081-8083" }),
    "invalid-port",
    'defaults.networkPolicy.custom.egress[0].ports[0].port: got "8081-8083"; expected a whole number from 1 to 65535, or a port name with at least one letter (write a range as `{ port: 8081, endPort: 8083 }`)',
  ],
  [
    "a port name in capital letters",
    port({ port: "HTTP" }),
    "invalid-port",
    'defaults.networkPolicy.custom.egress[0].ports[0].port: got "HTTP"; expected a whole number from 1 to 65535, or a port name of lowercase letters, digits, and "-" (did you mean `http`?)',
  ],
  [
    "a port name with two hyphens in a row, whose only broken rule is named",
    port({ port: "a--b" }),
    "invalid-port",
    'defaults.networkPolicy.custom.egress[0].ports[0].port: got "a--b"; expected a whole number from 1 to 65535, or a port name in which each "-" is between two letters or digits',
  ],
  [
    "a port name that breaks two rules",
    port({ port: "a-very-long_name" }),
    "invalid-port",
    'defaults.networkPolicy.custom.egress[0].ports[0].port: got "a-very-long_name"; expected a whole number from 1 to 65535, or a port name of at most 15 characters and of lowercase letters, digits, and "-"',
  ],
  [
    "a protocol in lowercase",
    port({ protocol: "tcp" }),
    "invalid-protocol",
    'defaults.networkPolicy.custom.egress[0].ports[0].protocol: got "tcp"; expected one of `TCP`, `UDP`, `SCTP` (did you mean `TCP`?)',
  ],
  [
    "an empty protocol",
    port({ protocol: "" }),
    "invalid-protocol",
    'defaults.networkPolicy.custom.egress[0].ports[0].protocol: got ""; expected one of `TCP`, `UDP`, `SCTP`',
  ],
  [
    "an endPort that is null",
    port({ port: 1, endPort: null }),
    "null-value",
    "defaults.networkPolicy.custom.egress[0].ports[0].endPort: got null; expected a port number (remove this entry instead, because an empty value may match everyone)",
  ],
  [
    "endPort without port",
    port({ endPort: 5 }),
    "invalid-end-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].endPort: got 5; expected a whole number from the value of `port` to 65535; `port` must be a number too",
  ],
  [
    "endPort below port",
    port({ port: 10, endPort: 5 }),
    "invalid-end-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].endPort: got 5; expected a whole number from the value of `port` to 65535; `port` must be a number too",
  ],
  [
    "endPort with a port name",
    port({ port: "http", endPort: 5 }),
    "invalid-end-port",
    "defaults.networkPolicy.custom.egress[0].ports[0].endPort: got 5; expected a whole number from the value of `port` to 65535; `port` must be a number too",
  ],
];
