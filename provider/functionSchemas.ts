import { labels, listOf, number } from "../analysis/model/inputSchemas";
import { anyString, choice, namespace, port, protocol } from "../args/scalarSchemas";
import type { ObjectSchema } from "../args/schema/schema";
import { componentNames } from "../graph/components";

/* The schemas of the functions' arguments and of results. The TypeScript types of the same names have the descriptions. */

const strings = listOf("strings", anyString);
const anyObject: ObjectSchema = { kind: "object", label: "an object", fields: {}, allowUnknownKeys: true };

const finding = {
  id: anyString,
  severity: anyString,
  path: anyString,
  detail: anyString,
  message: anyString,
  remediation: anyString,
  source: anyString,
};
const requiredOfFinding = ["id", "severity", "path", "message", "remediation"];
const reportedFinding = object("ReportedFinding", finding, requiredOfFinding);

const endpoint: ObjectSchema = {
  ...object("Endpoint", {
    component: choice("invalid-values", "a component", componentNames),
    address: anyString,
    namespace,
    namespaceLabels: labels,
    podLabels: labels,
    podAddresses: strings,
  }),
  check: (_, presentKeys) =>
    presentKeys.size > 1 && (presentKeys.has("component") || presentKeys.has("address"))
      ? [
          {
            code: "conflicting-end",
            expected: "`component`, `address`, or the properties of a pod, not several of them",
          },
        ]
      : [],
};

const explainedSide = object(
  "ExplainedSide",
  {
    verdict: anyString,
    policies: strings,
    rules: listOf(
      "rules",
      object(
        "ExplainedSideRule",
        { policy: anyString, index: number, peers: strings, ports: anyString, origin: anyString },
        ["policy", "index", "peers", "ports"],
      ),
    ),
  },
  ["verdict", "policies", "rules"],
);

/** The outputs of the component, other than `policies`. */
export const componentOutputs = object(
  "ValdNetworkPolicies",
  {
    policyNames: { kind: "map", label: "a map of names", key: () => undefined, value: anyString },
    openings: strings,
    findings: listOf("findings", reportedFinding),
  },
  ["policyNames", "openings", "findings"],
);

interface FunctionSchema {
  name: "render" | "check" | "explain";
  description: string;
  input: ObjectSchema;
  output: ObjectSchema;
}

/**
 * The functions of the package. In the schema, the component's args are any map: Pulumi's generator for Node.js writes wrong names
 * for the types of the Kubernetes provider in the arguments of functions. `withChartValues` validates them.
 */
export const functionSchemas: readonly FunctionSchema[] = [
  {
    name: "render",
    description: "Returns the NetworkPolicies for the args without creating them.",
    input: object("RenderArgs", { args: anyObject }, ["args"]),
    output: object("RenderResult", { policies: listOf("manifests", anyObject) }, ["policies"]),
  },
  {
    name: "check",
    description: "Finds rules and settings in the args that are valid but risky.",
    input: object("CheckArgs", { args: anyObject }, ["args"]),
    output: object(
      "FunctionCheckResult",
      {
        findings: listOf("findings", reportedFinding),
        ignored: listOf(
          "findings",
          object("IgnoredFinding", { ...finding, reason: anyString }, [...requiredOfFinding, "reason"]),
        ),
      },
      ["findings", "ignored"],
    ),
  },
  {
    name: "explain",
    description: "Explains why the policies for the args allow or deny a connection.",
    input: object("ExplainArgs", { args: anyObject, from: endpoint, to: endpoint, port, protocol }, [
      "args",
      "from",
      "to",
    ]),
    output: object(
      "ExplainResult",
      {
        verdict: anyString,
        ports: anyString,
        egress: explainedSide,
        ingress: explainedSide,
        unknownFacts: strings,
      },
      ["verdict", "ports", "egress", "ingress", "unknownFacts"],
    ),
  },
];

function object(typeName: string, fields: ObjectSchema["fields"], required: readonly string[] = []): ObjectSchema {
  return { kind: "object", label: "an object", typeName, fields, required };
}
