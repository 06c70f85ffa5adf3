import type { NetworkPoliciesArgs, ValueKinds } from "../args/args";
import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import { type Component, componentNames } from "../graph/components";
import { edgesAmong } from "../graph/edgesAmong";
import { valdGraph } from "../graph/valdGraph";
import { edgesOf } from "./edgesOf";
import { hasCustomRule } from "./hasCustomRule";
import type { ChartAdvice } from "./networkRequirements";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

type Args = NetworkPoliciesArgs<ValueKinds>;

/**
 * What a container of the type `wait-for` polls, by its `target`: the readiness port of a component. Version 1.8.0 of the chart added
 * `agent-readreplica`.
 * https://github.com/vdaas/vald/blob/v1.8.0/charts/vald/templates/_helpers.tpl (`vald.initContainers`)
 */
const targets: Readonly<Record<string, Component>> = {
  discoverer: "discoverer",
  agent: "agent",
  "agent-readreplica": "agentReadreplica",
  "gateway-lb": "lbGateway",
};

interface InitContainerWarning {
  /** The location of the setting in the chart's values. */
  path: Path;
  advice: ChartAdvice;
}

/** Warnings about init containers that wait for something that the policies do not let them reach, so that the pod never starts. */
export function initContainerWarnings(chart: unknown, args: Args): InitContainerWarning[] {
  const deployed = componentNames.filter((component) => args.components?.[component]?.enabled === true);
  return deployed.flatMap((component) => {
    const { at, servers = at } = workloads[component];
    const path = [...servers, "initContainers"];
    const containers = valueAt(chart, path);
    return (Array.isArray(containers) ? containers : []).flatMap((container: unknown, i): InitContainerWarning[] => {
      if (!isRecord(container) || container["type"] !== "wait-for") return [];
      const name = String(container["target"]);
      const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
      if (target !== undefined)
        return deployed.includes(target) && !mayReach(args, deployed, component, target)
          ? [{ path: [...path, i, "target"], advice: waitAdvice(component, target) }]
          : [];
      const condition = ["untilCondition", "whileCondition"].find((key) => typeof container[key] === "string");
      return condition === undefined || hasCustomRule(args, component, "egress", true)
        ? []
        : [{ path: [...path, i, condition], advice: conditionAdvice(component) }];
    });
  });
}

function waitAdvice(component: Component, target: Component): ChartAdvice {
  const [title, targetTitle] = [component, target].map((one) => valdGraph.components[one].title);
  return {
    message: `the ${title} waits for the ${targetTitle}, which the policies do not let it reach, so its pods never start`,
    remediation: `add an edge from \`${component}\` to \`${target}\``,
  };
}

function conditionAdvice(component: Component): ChartAdvice {
  return {
    message: `the ${valdGraph.components[component].title} waits for a condition of your own`,
    remediation: `if it connects to something, add an edge from \`${component}\` to it`,
  };
}

/** Whether the policies may allow a deployed component to poll the readiness port of a deployed target. */
function mayReach(args: Args, deployed: readonly Component[], component: Component, target: Component): boolean {
  const byGraph = edgesAmong(valdGraph, deployed).some(
    ({ from, to, uses = [{ service: "readiness" }] }) =>
      from.kind === "component" &&
      from.component === component &&
      to.kind === "component" &&
      to.component === target &&
      (args.edgePorts !== "vald" ||
        uses.some(
          ({ service, unlessDeployed = [] }) =>
            service === "readiness" && !unlessDeployed.some((one) => deployed.includes(one)),
        )),
  );
  const byEdge = edgesOf(args).some(
    (edge) =>
      [component, "every"].includes(edge?.from?.component ?? "") &&
      [target, "every"].includes(edge?.to?.component ?? ""),
  );
  return (
    byGraph ||
    byEdge ||
    (hasCustomRule(args, component, "egress", true) && hasCustomRule(args, target, "ingress", true))
  );
}
