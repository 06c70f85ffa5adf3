import { explain as explanationOf, type Explanation, type Question } from "../analysis/explain";
import { documentedTable } from "../graph/valdGraph";
import { ruleOrigins } from "../policy/ruleOrigins";
import { enabledComponents, isOn } from "../policy/enabledComponents";
import { networkPolicies } from "../policy/networkPolicies";
import { pathText } from "../policy/problem";
import { explanationText, type Origin } from "./explanationText";
import { readEndpoint } from "./readEndpoint";
import { type Input, type InputOptions, readInput } from "./readInput";
import type { Result } from "./result";

export const explanationForms = ["text", "json"] as const;

/** Why a connection is allowed or denied. */
export function explain(
  from: string,
  to: string,
  options: InputOptions & { port?: number | string; protocol?: string; output: (typeof explanationForms)[number] },
): Result {
  const input = readInput(options);
  const { port, protocol } = options;
  const question: Question = {
    from: readEndpoint(from, input.given),
    to: readEndpoint(to, input.given),
    ...(port !== undefined && { port }),
    ...(protocol !== undefined && { protocol }),
  };
  const explanation = explanationOf(input.given, question);
  const asked =
    port === undefined ? `any ${protocol === undefined ? "" : `${protocol} `}port` : `${protocol ?? "TCP"} ${port}`;
  const origin = originIn(input);
  const text =
    options.output === "json"
      ? `${JSON.stringify(withOrigins(explanation, origin), undefined, 2)}\n`
      : explanationText(explanation, asked, origin);
  return {
    text: [text],
    notes: [...input.notes, ...offNotes(question, input)],
    code: explanation.verdict === "allowed" ? 0 : 1,
  };
}

/** Manifests show what isolates a component, whatever values say of it. */
function offNotes({ from, to }: Question, { given: { args = {} }, locate }: Input): string[] {
  const off = [...new Set([from, to])].filter((end) => typeof end === "string" && !isOn(args, end));
  return locate === undefined
    ? []
    : off.map((c) => `components.${String(c)} is off in the values: it has no policy and no edges.`);
}

function withOrigins(explanation: Explanation, origin: Origin): object {
  const side = (direction: "ingress" | "egress") => ({
    ...explanation[direction],
    rules: explanation[direction].rules.map((rule) => ({ ...rule, origin: origin(direction, rule) })),
  });
  return { ...explanation, egress: side("egress"), ingress: side("ingress") };
}

/** Policies that come from values know where each of their rules comes from. */
function originIn({ given: { args = {} }, locate }: Input): Origin {
  if (locate === undefined) return () => undefined;
  const names = networkPolicies(args).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const components = enabledComponents(args);
  const originOf = ruleOrigins(args);
  return (direction, { policy, index }) => {
    const component = components[names.indexOf(policy)];
    if (component === undefined) return undefined;
    const source = originOf(component, direction, index);
    if ("why" in source) {
      const why = source.source === documentedTable ? source.why : `needed for ${source.why}`;
      return args.edgePorts === "vald" ? `${why}, limited by edgePorts` : why;
    }
    const where = locate(source);
    return where === undefined ? pathText(source) : `${where}: ${pathText(source)}`;
  };
}
