import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { enabledComponents } from "../policy/enabledComponents";
import type { LabelMap } from "../policy/notation";
import type { Given } from "./given";
import type { Pod } from "./party";
import { podsRegion, type Region } from "./regions/region";

/** A Vald component as an analysis sees it. */
export interface ComponentParty {
  component: Component;
  /** Its name in prose. */
  title: string;
  /** A pod of it that has no labels but those that select it, and no address: a range stands for itself. */
  pod: Pod;
  /** All its pods, whatever other labels they have. */
  region: Region;
}

/** The namespace in which Vald runs. */
export function valdNamespace({ args }: Pick<Given, "args">): string {
  return args?.namespace ?? "default";
}

/** The components that are deployed, in the table's order. */
export function componentParties(given: Pick<Given, "args" | "namespaces">): ComponentParty[] {
  return deployedComponents(given).map((component) => componentParty(component, given));
}

/** They are there, whether or not the args turn policies on: what policies there are is another matter. */
export function deployedComponents({ args: { components } = {} }: Pick<Given, "args">): Component[] {
  return enabledComponents({ components });
}

export function componentParty(component: Component, given: Pick<Given, "args" | "namespaces">): ComponentParty {
  const { title, app, selectedBy = "app" } = valdGraph.components[component];
  const { name = app, podLabels = { [selectedBy]: name } } = given.args?.components?.[component] ?? {};
  const labels = { ...given.args?.instanceLabels, ...podLabels };
  const namespace = valdNamespace(given);
  return { component, title, pod: podIn(namespace, labels, given.namespaces), region: regionOf(namespace, labels) };
}

/** A pod of a component that may have any address. */
export function withAnyAddress({ ips: _, ...pod }: Pod): Pod {
  return pod;
}

function podIn(namespace: string, labels: LabelMap, namespaces: Given["namespaces"] = {}): Pod {
  const namespaceLabels = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined;
  return { namespace, labels, ips: [], ...(namespaceLabels !== undefined && { namespaceLabels }) };
}

function regionOf(namespace: string, labels: LabelMap): Region {
  return podsRegion({ matchLabels: { "kubernetes.io/metadata.name": namespace } }, { matchLabels: labels });
}
