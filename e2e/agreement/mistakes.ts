import type { Draw } from "./draw";
import {
  addBlock,
  addExcept,
  addExpression,
  addPeer,
  addPort,
  addRule,
  anywhere,
  define,
  list,
  record,
  replaced,
  someCustom,
  someLabels,
  someSettings,
  type Made,
} from "./places";
import { addressText, anyRange, fullAddressText, inside, rangeText, withHostBits } from "./ranges";
import { slip } from "./slip";
import { validLabelKey, validLabelValue, validName, validNamespace, validPeer } from "./valid";

type Mistake = readonly [name: string, make: (made: Made) => void];

/** What users get wrong. Some entries come out right now and then: where the border is, is for the server to say. */
export const mistakes: readonly [Mistake, ...Mistake[]] = [
  // Ranges of addresses
  [
    "cidr with host bits",
    (made) => addBlock(made, rangeText(withHostBits(made.draw, anyRange(made.draw, undefined, 0, 31)))),
  ],
  ["cidr without a length", (made) => addBlock(made, addressText(anyRange(made.draw)))],
  [
    "cidr with leading zeros",
    (made) => addBlock(made, made.draw.pick(["010.0.0.0/8", "10.00.0.0/16", "10.0.0.0/08", "fd00::/08"])),
  ],
  [
    "cidr too long",
    (made) => addBlock(made, made.draw.pick(["10.0.0.0/33", "fd00::/129", "10.0.0.0/999", "10.0.0.0/-1"])),
  ],
  [
    "cidr of no form",
    (made) =>
      addBlock(
        made,
        made.draw.pick([
          "",
          "/",
          "all",
          "10.0.0.0/",
          "/8",
          "10.0/16",
          "256.0.0.0/8",
          "fe80::%eth0/64",
          "10.0.0.0/255.0.0.0",
          "10.0.0.0-10.0.0.9",
          "example.com/32",
          " 10.0.0.0/8",
          "::1::/64",
          "1:2:3:4:5:6:7/112",
          "12345::/16",
        ]),
      ),
  ],
  [
    "IPv4 mapped into IPv6",
    (made) =>
      addBlock(
        made,
        made.draw.pick([
          "::ffff:10.0.0.0/104",
          "::ffff:a00:0/104",
          "::FFFF:10.0.0.1/128",
          "::ffff:0:0/96",
          "::ffff:0.0.0.0/96",
        ]),
      ),
  ],
  [
    "IPv6 close to mapped",
    (made) =>
      addBlock(
        made,
        made.draw.pick([
          "::/0",
          "::/80",
          "::/96",
          "::ffff:0:0:0/96",
          "::fffe:0:0/95",
          "::fffe:0:0/96",
          "::a00:0/104",
          "64:ff9b::/96",
          "::ffff:0:0/95",
          "::ffff:0:0/80",
        ]),
      ),
  ],
  ["IPv6 in upper case", (made) => addBlock(made, "2001:DB8::/32")],
  [
    "IPv6 in full",
    (made) => addBlock(made, `${fullAddressText(anyRange(made.draw, 6, 3, 3).first)}/${made.draw.integer(3, 128)}`),
  ],
  [
    "IPv6 in another spelling",
    (made) =>
      addBlock(
        made,
        made.draw.pick([
          "::10.0.0.0/104",
          "2001:db8:0::/48",
          "2001:db8::0/64",
          "2001:0db8::/32",
          "1:0:0:2:0:0::/96",
          "1::2:3:4:5:6:7/128",
          "64:ff9b::1.2.3.4/128",
          "0::/0",
        ]),
      ),
  ],
  ["cidr with a slip", (made) => addBlock(made, slip(made.draw, rangeText(anyRange(made.draw))))],
  ["except equal to cidr", (made) => addExcept(made, "10.0.0.0/8", "10.0.0.0/8")],
  [
    "except outside cidr",
    (made) =>
      addExcept(
        made,
        ...made.draw.pick<[string, string]>([
          ["10.0.0.0/8", "11.0.0.0/16"],
          ["fd00::/16", "fe00::/32"],
          ["10.0.0.0/24", "10.0.1.0/32"],
        ]),
      ),
  ],
  [
    "except larger than cidr",
    (made) =>
      addExcept(
        made,
        ...made.draw.pick<[string, string]>([
          ["10.0.0.0/8", "10.0.0.0/7"],
          ["10.0.0.0/8", "0.0.0.0/0"],
          ["fd00::/16", "fc00::/7"],
          ["fd00::/16", "::/0"],
        ]),
      ),
  ],
  [
    "except of the other family",
    (made) =>
      addExcept(
        made,
        ...made.draw.pick<[string, string]>([
          ["10.0.0.0/8", "fd00::/16"],
          ["::/0", "10.0.0.0/8"],
          ["0.0.0.0/0", "::/96"],
          ["0.0.0.0/0", "::ffff:10.0.0.0/104"],
          ["::/0", "::ffff:10.0.0.0/104"],
          ["::/64", "0.0.0.0/0"],
        ]),
      ),
  ],
  [
    "except with a slip",
    (made) => {
      const outer = anyRange(made.draw, undefined, 0, 24);
      addExcept(made, rangeText(outer), slip(made.draw, rangeText(inside(made.draw, outer, outer.length, 32))));
    },
  ],
  ["except as text", (made) => (addPeer(made)["ipBlock"] = { cidr: "10.0.0.0/8", except: "10.1.0.0/16" })],
  [
    "ipBlock without cidr",
    (made) => (addPeer(made)["ipBlock"] = made.draw.pick<unknown>([{}, { except: ["10.0.0.0/8"] }, { except: [] }])),
  ],
  ["ipBlock as text", (made) => (addPeer(made)["ipBlock"] = "10.0.0.0/8")],

  // Peers
  ["empty peer", (made) => void addPeer(made)],
  [
    "peer of empty things",
    (made) => {
      Object.assign(
        addPeer(made),
        made.draw.pick<object>([
          { podSelector: {} },
          { namespaceSelector: {} },
          { podSelector: undefined },
          { ipBlock: undefined },
          { namespaceSelector: null },
          { ipBlock: null },
          { ipBlock: {} },
        ]),
      );
    },
  ],
  [
    "ipBlock beside a selector",
    (made) => {
      Object.assign(addPeer(made), {
        ipBlock: { cidr: "10.0.0.0/8" },
        [made.draw.pick(["podSelector", "namespaceSelector"])]: made.draw.pick<unknown>([
          {},
          { matchLabels: { app: "a" } },
          null,
        ]),
      });
    },
  ],
  [
    "unknown field in a peer",
    (made) =>
      Object.assign(replaced(addPeer(made), validPeer(made.draw)), {
        [made.draw.pick(["podselector", "matchLabels", "cidr", "ports", "toString"])]: {},
      }),
  ],
  [
    "ipBlock beside a selector that is null",
    (made) => Object.assign(addPeer(made), { ipBlock: { cidr: "10.0.0.0/8" }, podSelector: null }),
  ],

  // Selectors
  [
    "unknown field in a selector",
    (made) =>
      (addPeer(made)["podSelector"] = {
        [made.draw.pick(["app", "matchlabels", "matchExpression", "constructor"])]: "x",
      }),
  ],
  [
    "operator wrong",
    (made) =>
      (addExpression(made)["operator"] = made.draw.pick([
        "in",
        "IN",
        "Equals",
        "",
        "=",
        "Exist",
        "Gt",
        "exists",
        "Notin",
      ])),
  ],
  [
    "In without values",
    (made) => {
      const expression = Object.assign(addExpression(made), { operator: made.draw.pick(["In", "NotIn"]), values: [] });
      if (made.draw.chance(50)) Reflect.deleteProperty(expression, "values");
    },
  ],
  [
    "Exists with values",
    (made) =>
      Object.assign(addExpression(made), {
        operator: made.draw.pick(["Exists", "DoesNotExist"]),
        values: made.draw.pick([["a"], ["a", "b"], [""]]),
      }),
  ],
  [
    "expression without a field",
    (made) => void Reflect.deleteProperty(addExpression(made), made.draw.pick(["key", "operator"])),
  ],
  ["expression with an unknown field", (made) => (addExpression(made)[made.draw.pick(["value", "Key", "op"])] = "x")],
  ["values as text", (made) => Object.assign(addExpression(made), { operator: "In", values: "a" })],
  [
    "values of numbers",
    (made) =>
      Object.assign(addExpression(made), { operator: "In", values: [made.draw.pick<unknown>([1, true, null, {}])] }),
  ],

  // Labels
  ["label key wrong", (made) => define(someLabels(made), wrongLabelKey(made.draw), "x")],
  ["label key with a slip", (made) => (someLabels(made)[slip(made.draw, validLabelKey(made.draw))] = "x")],
  ["label value wrong", (made) => (someLabels(made)["team"] = wrongLabelValue(made.draw))],
  ["label value with a slip", (made) => (someLabels(made)["team"] = slip(made.draw, validLabelValue(made.draw)))],
  [
    "label value not text",
    (made) => (someLabels(made)["team"] = made.draw.pick<unknown>([1, true, null, undefined, {}, [], ["a"], 1.5])),
  ],
  ["expression key wrong", (made) => (addExpression(made)["key"] = wrongLabelKey(made.draw))],
  ["expression key with a slip", (made) => (addExpression(made)["key"] = slip(made.draw, validLabelKey(made.draw)))],
  [
    "expression value wrong",
    (made) =>
      Object.assign(addExpression(made), {
        operator: made.draw.pick(["In", "NotIn"]),
        values: ["a", wrongLabelValue(made.draw)],
      }),
  ],
  [
    "expression value with a slip",
    (made) =>
      Object.assign(addExpression(made), { operator: "In", values: [slip(made.draw, validLabelValue(made.draw))] }),
  ],
  [
    "label of our own",
    (made) =>
      (record(made.args, "labels")[made.draw.pick(["app.kubernetes.io/part-of", "app.kubernetes.io/component"])] =
        made.draw.pick(["mine", "vald"])),
  ],
  ["annotation key wrong", (made) => define(record(made.args, "annotations"), wrongLabelKey(made.draw), "x")],
  [
    "annotation key with a slip",
    (made) => (record(made.args, "annotations")[slip(made.draw, validLabelKey(made.draw))] = "x"),
  ],
  [
    "annotation key with capitals before the slash",
    (made) => (record(made.args, "annotations")["Example.com/Team"] = "x"),
  ],
  [
    "annotation not text",
    (made) => (record(made.args, "annotations")["team"] = made.draw.pick<unknown>([1, true, null, {}, []])),
  ],
  [
    "annotations about as large as can be",
    (made) => {
      const bytes = 256 * 1024 - 1 + made.draw.pick([-1, 0, 1, 2, 1000]);
      made.args["annotations"] = made.draw.chance(50)
        ? { a: "x".repeat(bytes) }
        : { a: "é".repeat(bytes / 2) + "x".repeat(bytes % 2) };
    },
  ],
  ["annotations too large", (made) => (record(made.args, "annotations")["a"] = "x".repeat(256 * 1024))],

  // Ports
  [
    "port out of range",
    (made) => (addPort(made)["port"] = made.draw.pick([0, -0, -1, 65536, 1e9, 2 ** 31, 2 ** 53, 1e21])),
  ],
  ["port not whole", (made) => (addPort(made)["port"] = made.draw.pick([80.5, 1e-7]))],
  [
    "port number as text",
    (made) => (addPort(made)["port"] = made.draw.pick(["80", "0", "8081", "65536", "080", "1-2"])),
  ],
  [
    "port name wrong",
    (made) =>
      (addPort(made)["port"] = made.draw.pick([
        "",
        "HTTP",
        "Grpc",
        "a".repeat(16),
        "-a",
        "a-",
        "a--b",
        "a_b",
        "a.b",
        "é",
        "a b",
        "http\n",
        "8080-8090",
        "*",
      ])),
  ],
  [
    "port name with a slip",
    (made) => (addPort(made)["port"] = slip(made.draw, made.draw.pick(["http", "grpc-api", "a", "abcdefghijklm-0"]))),
  ],
  [
    "port of a wrong type",
    (made) => (addPort(made)["port"] = made.draw.pick<unknown>([true, {}, [], [80], { number: 80 }])),
  ],
  [
    "protocol wrong",
    (made) =>
      (addPort(made)["protocol"] = made.draw.pick(["tcp", "udp", "", "HTTP", "ICMP", "Tcp", "TCP ", "ANY", "6"])),
  ],
  [
    "protocol of a wrong type",
    (made) => (addPort(made)["protocol"] = made.draw.pick<unknown>([6, ["TCP"], {}, false])),
  ],
  [
    "endPort without port",
    (made) => replaced(addPort(made), { endPort: 90, ...(made.draw.chance(50) && { protocol: "UDP" }) }),
  ],
  ["endPort beside a named port", (made) => Object.assign(addPort(made), { port: "http", endPort: 90 })],
  ["endPort below port", (made) => Object.assign(addPort(made), { port: 80, endPort: made.draw.integer(1, 80) })],
  [
    "endPort out of range",
    (made) =>
      Object.assign(addPort(made), {
        port: made.draw.pick([80, 65535]),
        endPort: made.draw.pick<unknown>([0, -1, 65536, 80.5, "90", 1e12]),
      }),
  ],
  [
    "port wrong beside endPort",
    (made) =>
      Object.assign(addPort(made), {
        port: made.draw.pick<unknown>([0, 65536, "80", null, undefined, 80.5]),
        endPort: 90,
      }),
  ],
  [
    "unknown field in a port",
    (made) => (addPort(made)[made.draw.pick(["name", "Port", "targetPort", "endport", "number"])] = 80),
  ],
  [
    "port not an object",
    (made) => list(addRule(made).rule, "ports").push(made.draw.pick<unknown>([80, "http", [], null])),
  ],

  ["endPort null, which the server drops", (made) => Object.assign(addPort(made), { port: "http", endPort: null })],
  ["port that JSON has no number for", (made) => (addPort(made)["port"] = made.draw.pick([NaN, Infinity]))],

  // Rules
  [
    "peers of the other direction",
    (made) => {
      const { rule, peers } = addRule(made);
      rule[peers === "from" ? "to" : "from"] = made.draw.pick<unknown>([[], [{ podSelector: {} }], null]);
    },
  ],
  [
    "unknown field in a rule",
    (made) =>
      define(
        addRule(made).rule,
        made.draw.pick(["form", "From", "port", "action", "podSelector", "__proto__", "constructor"]),
        made.draw.pick<unknown>([[], "x", null, {}]),
      ),
  ],
  [
    "null in a rule",
    (made) => {
      const { rule, peers } = addRule(made);
      rule[made.draw.pick([peers, "ports"])] = made.draw.pick<unknown>([null, undefined, [null], [undefined]]);
    },
  ],
  [
    "null in a port",
    (made) => (addPort(made)[made.draw.pick(["port", "protocol", "endPort"])] = made.draw.pick([null, undefined])),
  ],
  [
    "null in a selector",
    (made) =>
      (addPeer(made)["podSelector"] = {
        [made.draw.pick(["matchLabels", "matchExpressions"])]: made.draw.pick<unknown>([null, undefined]),
      }),
  ],
  [
    "rule not an object",
    (made) =>
      list(someCustom(made), made.draw.pick(["ingress", "egress"])).push(
        made.draw.pick<unknown>([null, undefined, "all", 1, [], true]),
      ),
  ],
  [
    "rules not a list",
    (made) =>
      (someCustom(made)[made.draw.pick(["ingress", "egress"])] = made.draw.pick<unknown>([
        {},
        "all",
        1,
        true,
        null,
        { from: [] },
      ])),
  ],
  [
    "peers not a list",
    (made) => {
      const { rule, peers } = addRule(made);
      rule[made.draw.pick([peers, "ports"])] = made.draw.pick<unknown>([{}, "all", 80, { podSelector: {} }, ""]);
    },
  ],
  [
    "everyone, as it may be written",
    (made) => void list(someCustom(made), made.draw.pick(["ingress", "egress"])).push({}),
  ],

  // Around the rules
  [
    "namespace wrong",
    (made) =>
      (made.args["namespace"] = made.draw.pick([
        "",
        "Vald",
        "a.b",
        "a_b",
        "-a",
        "a-",
        "n".repeat(64),
        "é",
        "a b",
        "vald\n",
        "*",
      ])),
  ],
  ["namespace with a slip", (made) => (made.args["namespace"] = slip(made.draw, validNamespace(made.draw)))],
  ["namespace not text", (made) => (made.args["namespace"] = made.draw.pick<unknown>([null, 5, true, {}, ["vald"]]))],
  [
    "name wrong",
    (made) =>
      (someSettings(made)["name"] = made.draw.pick([
        "",
        "Vald",
        "a_b",
        "a..b",
        ".a",
        "a.",
        "-a",
        "a-",
        "a.-b",
        "n".repeat(64),
        "é",
        "a/b",
        "a b",
      ])),
  ],
  ["name with a slip", (made) => (someSettings(made)["name"] = slip(made.draw, validName(made.draw)))],
  ["name not text", (made) => (someSettings(made)["name"] = made.draw.pick<unknown>([null, 5, true, {}, ["vald"]]))],
  [
    "name of another component",
    (made) => {
      const other = made.component === "agent" ? "vald-discoverer" : "vald-agent";
      if (made.draw.chance(50)) someSettings(made)["name"] = other;
      else {
        someSettings(made)["name"] = "same";
        record(record(made.args, "components"), made.component === "agent" ? "discoverer" : "agent")["name"] = "same";
      }
    },
  ],
  ["podLabels empty", (made) => (someSettings(made)["podLabels"] = {})],
  [
    "podLabels wrong",
    (made) =>
      (someSettings(made)["podLabels"] = made.draw.pick<unknown>([
        null,
        [],
        "app=a",
        ["app"],
        1,
        { app: null },
        { app: 1 },
      ])),
  ],
  [
    "unknown arg",
    (made) => (made.args[made.draw.pick(["cusotm", "custom", "name", "Namespace", "networkPolicy", "toString"])] = {}),
  ],
  [
    "unknown field in the settings",
    (made) => (someSettings(made)[made.draw.pick(["labels", "Enabled", "networkPolicy", "podSelector"])] = {}),
  ],
  [
    "unknown component",
    (made) =>
      (record(made.args, "components")[made.draw.pick(["gateway", "lb", "Agent", "lb-gateway", "constructor"])] = {}),
  ],
  ["unknown field in custom", (made) => (someCustom(made)[made.draw.pick(["ingres", "Egress", "rules", "from"])] = [])],
  [
    "enabled not a boolean",
    (made) => (someSettings(made)["enabled"] = made.draw.pick<unknown>(["true", "no", 1, 0, null, {}])),
  ],
  [
    "args of a wrong type",
    (made) =>
      (made.args[made.draw.pick(["defaults", "components", "labels", "annotations"])] = made.draw.pick<unknown>([
        null,
        [],
        "x",
        1,
        true,
        [{}],
      ])),
  ],
  [
    "custom of a wrong type",
    (made) => (someSettings(made)["custom"] = made.draw.pick<unknown>([null, [], "x", 1, [{ from: [] }]])),
  ],

  // Anywhere
  [
    "a value of another kind anywhere",
    (made) => {
      const [parent, key] = anywhere(made);
      define(
        parent,
        key,
        made.draw.pick<unknown>([null, undefined, 0, 5, -1.5, "", "x", true, false, [], {}, [null], [{}], { a: "b" }]),
      );
    },
  ],
  [
    "text with a slip anywhere",
    (made) => {
      const [parent, key, value] = anywhere(made, (candidate) => typeof candidate === "string");
      if (typeof value === "string") define(parent, key, slip(made.draw, value));
    },
  ],
  [
    "a key with a slip anywhere",
    (made) => {
      const [parent, key, value] = anywhere(made);
      if (Array.isArray(parent)) return;
      Reflect.deleteProperty(parent, key);
      define(parent, slip(made.draw, key), value);
    },
  ],
  [
    "a key missing anywhere",
    (made) => {
      const [parent, key] = anywhere(made);
      if (!Array.isArray(parent)) Reflect.deleteProperty(parent, key);
    },
  ],
];

function wrongLabelKey(draw: Draw): string {
  return draw.pick([
    "",
    "/",
    "a/",
    "/a",
    "a/b/c",
    "-a",
    "a-",
    "_a",
    "a.",
    "a b",
    "é",
    "Example.com/a",
    "ex_ample.com/a",
    "a..b/c",
    "-a/b",
    "n".repeat(64),
    `${"p".repeat(254)}/a`,
    "app=a",
    "a\n",
    "__proto__",
  ]);
}

function wrongLabelValue(draw: Draw): string {
  return draw.pick([
    "-",
    "-a",
    "a-",
    "_a",
    "a.",
    "a b",
    "a/b",
    "é",
    "v".repeat(64),
    "a,b",
    "*",
    " ",
    "a\n",
    "10.0.0.0/8",
  ]);
}
