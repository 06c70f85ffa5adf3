import type { Peer } from "../../analysis/model/peer";
import { type Explanation, explainIn } from "../../analysis/queries/explain";
import { explainServiceIn, type ServiceExplanation } from "../../analysis/queries/services/explainService";
import type { RuleOrigin } from "../../args/resolvedArgs";
import type { Component } from "../../graph/components";
import { formatPosition } from "../filePosition";
import type { Note } from "../note";
import { assertPodPort } from "../input/portOption";
import { readEndpoint } from "../input/readEndpoint";
import { readServiceEndpoint, refuseService } from "../input/readServiceEndpoint";
import { type Input, type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import { explanationText } from "../output/explanationText";
import { originText } from "../output/originText";
import { serviceExplanationText } from "../output/serviceExplanationText";
import { jsonText } from "../output/escape";
import type { ExplainOutput, ServiceExplanationRecord, SideRecord, SideRecords } from "../output/jsonOutputs";

export const explanationFormats = ["text", "json"] as const;

/** Explains why a connection is allowed or denied. */
export function explainCommand(
  from: string,
  to: string,
  options: InputOptions & { port?: number | string; protocol?: string; output: (typeof explanationFormats)[number] },
): CommandResult {
  const needsNamespace = [from, to].some(mayBeComponent);
  const input = readInput(options, { needsNamespace });
  const { port, protocol } = options;
  const asked = { ...(port !== undefined && { port }), ...(protocol !== undefined && { protocol }) };
  const { components } = input.context.resolved;
  refuseService(from, input.context);
  const source = readEndpoint(from, input.context, { components });
  const service = readServiceEndpoint(to, input.context, asked);
  if (service !== undefined) {
    const explanation = explainServiceIn(input.context, { from: source, ...service, ...asked });
    return resultOf(explanation, [source], options.output, input, {
      text: () => serviceExplanationText(explanation, asked, (origin) => originOf(origin, input)),
      json: () => serviceRecord(explanation, input),
    });
  }
  const target = readEndpoint(to, input.context, { components, mayBeService: true });
  if (port !== undefined) assertPodPort(port);
  const explanation = explainIn(input.context, { from: source, to: target, ...asked });
  return resultOf(explanation, [source, target], options.output, input, {
    text: () =>
      explanationText(explanation, asked, (origin) => originOf(origin, input), {
        hasServices: input.context.services !== undefined,
      }),
    json: () => withPositions(explanation, input),
  });
}

/** Whether a text may name a component, whose name the values may change. The other endpoints contain `/`, `.`, or `:`. */
function mayBeComponent(text: string): boolean {
  return !/[/.:]/.test(text);
}

function resultOf(
  { verdict }: { verdict: string },
  ends: readonly (Component | Peer)[],
  output: (typeof explanationFormats)[number],
  input: Input,
  { text, json }: { text: () => string; json: () => ExplainOutput },
): CommandResult {
  return {
    text: [output === "json" ? jsonText(json()) : text()],
    notes: [...input.notes, ...offNotes(ends, input)],
    code: verdict === "allowed" ? 0 : 1,
  };
}

/**
 * Notes about components that are off. There are none for manifests, because the policies in the manifests apply even if the
 * values turn a component off.
 */
function offNotes(ends: readonly (Component | Peer)[], { context, locate }: Input): Note[] {
  if (locate === undefined) return [];
  return [...new Set(ends)]
    .filter((end) => context.resolved.components.some(({ component, isDeployed }) => component === end && !isDeployed))
    .map((component) => ({ code: "component-off", component: String(component) }));
}

function originOf(origin: RuleOrigin, { context, locate }: Input): string {
  const at = origin.kind === "args" ? locate?.(origin.path) : undefined;
  return originText(origin, at, context.resolved.args.edgePorts);
}

/** The explanation for a Service, with the position of each rule's origin. */
function serviceRecord({ translations, ...explanation }: ServiceExplanation, input: Input): ServiceExplanationRecord {
  return {
    ...explanation,
    translations: translations.map(({ groups, ...translation }) => ({
      ...translation,
      groups: groups.map((group) => withPositions(group, input)),
    })),
  };
}

/** The explanation, with the position of each rule's origin. */
function withPositions<E extends Pick<Explanation, "egress" | "ingress">>(
  explanation: E,
  { locate }: Input,
): Omit<E, keyof SideRecords> & SideRecords {
  const side = (direction: "ingress" | "egress"): SideRecord => ({
    ...explanation[direction],
    rules: explanation[direction].rules.map((rule) => {
      const at = rule.origin?.kind === "args" ? locate?.(rule.origin.path) : undefined;
      return at === undefined ? rule : { ...rule, at: formatPosition(at) };
    }),
  });
  return { ...explanation, egress: side("egress"), ingress: side("ingress") };
}
