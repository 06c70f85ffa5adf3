import { type Explanation, explainIn, type Question } from "../../analysis/queries/explain";
import type { RuleOrigin } from "../../args/resolvedArgs";
import { formatPath } from "../../args/schema/issue";
import { documentedTable } from "../../graph/valdGraph";
import { formatPosition } from "../filePosition";
import type { Note } from "../note";
import { componentOf, readEndpoint } from "../input/readEndpoint";
import { type Input, type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import { explanationText } from "../output/explanationText";
import { jsonText } from "../output/escape";

export const explanationFormats = ["text", "json"] as const;

/** Explains why a connection is allowed or denied. */
export function explainCommand(
  from: string,
  to: string,
  options: InputOptions & { port?: number | string; protocol?: string; output: (typeof explanationFormats)[number] },
): CommandResult {
  const needsNamespace = [from, to].some((end) => componentOf(end) !== undefined);
  const input = readInput(options, { needsNamespace });
  const { port, protocol } = options;
  const asked = { ...(port !== undefined && { port }), ...(protocol !== undefined && { protocol }) };
  const question: Question = {
    from: readEndpoint(from, input.context),
    to: readEndpoint(to, input.context),
    ...asked,
  };
  const explanation = explainIn(input.context, question);
  const text =
    options.output === "json"
      ? jsonText(withPositions(explanation, input))
      : explanationText(explanation, asked, (origin) => originText(origin, input));
  return {
    text: [text],
    notes: [...input.notes, ...offNotes(question, input)],
    code: explanation.verdict === "allowed" ? 0 : 1,
  };
}

/**
 * Notes about components that are off. There are none for manifests, because the policies in the manifests apply even if the
 * values turn a component off.
 */
function offNotes({ from, to }: Question, { context, locate }: Input): Note[] {
  if (locate === undefined) return [];
  return [...new Set([from, to])]
    .filter((end) => context.resolved.components.some(({ component, isDeployed }) => component === end && !isDeployed))
    .map((component) => ({ code: "component-off", component: String(component) }));
}

function originText(origin: RuleOrigin, { context, locate }: Input): string {
  if (origin.kind === "graph") {
    const { reason, source } = origin.edge;
    const text = source === documentedTable ? reason : `needed for ${reason}`;
    return context.resolved.args.edgePorts === "vald" ? `${text}, with ports limited by \`edgePorts: vald\`` : text;
  }
  const position = locate?.(origin.path);
  return `${position === undefined ? "" : `${formatPosition(position)}: `}${formatPath(origin.path)}`;
}

/** The explanation, with the position of each rule's origin. */
function withPositions(explanation: Explanation, { locate }: Input): object {
  const side = (direction: "ingress" | "egress") => ({
    ...explanation[direction],
    rules: explanation[direction].rules.map((rule) => {
      const at = rule.origin?.kind === "args" ? locate?.(rule.origin.path) : undefined;
      return at === undefined ? rule : { ...rule, at: formatPosition(at) };
    }),
  });
  return { ...explanation, egress: side("egress"), ingress: side("ingress") };
}
