import { defaultServedPorts } from "../../../graph/servedPorts";
import { selectsPod } from "../../model/matching";
import type { CheckContext, CheckedRule } from "../context";
import { type Detection, keepIfAllOccurrencesFail } from "../detection";
import type { RuleModule } from "../ruleModule";

export const portNotServed = {
  id: "port-not-served",
  severity: "warning",
  message: "according to the values, the component does not listen on this port",
  remediation: "use the container port, which may differ from the Service port",
  check: (context) => keepIfAllOccurrencesFail(context.rules.flatMap((rule) => usualPortsOf(rule, context))),
} as const satisfies RuleModule;

/** The default ports of Vald's components, and the usual REST port. */
const usualPorts: readonly unknown[] = [defaultServedPorts.grpc, 8080, defaultServedPorts.readiness];

/**
 * The usual ports in a rule, and whether each component listens on them. A port passes if the values do not configure the
 * component's ports.
 */
function usualPortsOf(
  { isUserRule, direction, policy, ports, portLocation }: CheckedRule,
  { resolved: { args, components: resolvedComponents }, components }: CheckContext,
): (Detection & { passes: boolean })[] {
  if (!isUserRule || direction !== "ingress") return [];
  const usual = ports.flatMap(({ port, endPort, protocol = "TCP" }, i) =>
    usualPorts.includes(port) && endPort === undefined && protocol === "TCP"
      ? [{ port, location: portLocation(i) }]
      : [],
  );
  return components
    .filter(({ pod }) => selectsPod(policy, pod) === true)
    .flatMap(({ component }) => {
      const isConfigured = (args.components?.[component]?.ports ?? args.defaults?.ports) !== undefined;
      const { grpc, rest, readiness } =
        resolvedComponents.find((one) => one.component === component)?.servedPorts ?? {};
      const served: unknown[] = [grpc, rest, readiness].filter((port) => port !== undefined);
      return usual.map(({ port, location }) => ({
        ...location,
        detail: `TCP ${port}; ${component} listens on ${served.join(", ")}`,
        passes: !isConfigured || served.includes(port),
      }));
    });
}
