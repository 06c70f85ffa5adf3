import type { AnalysisInput } from "../../analysis/model/analysisInput";
import { listText } from "../../analysis/text/listText";
import { namespace as namespaceSchema } from "../../args/scalarSchemas";
import { escapeText } from "../../args/schema/issue";
import { suggestComponent } from "../../args/suggestComponent";
import { isServiceKind, objectKindOf } from "./objectKinds";
import type { PodLists } from "./podNamed";
import { UsageError } from "./usageError";

/** The objects that an endpoint can name. */
export type NamedObjects = PodLists & Pick<AnalysisInput, "services">;

/** The error for a text that is not an endpoint: the accepted forms, and what the text probably means. */
export function notReadable(text: string, objects: NamedObjects): string {
  const hint = endpointHint(text, objects);
  return (
    `"${escapeText(text)}" is not a valid endpoint; expected a component, an IP address, a CIDR block, namespace/key=value,..., ` +
    `namespace/name, or namespace/kind/name${hint === undefined ? "" : ` (${hint})`}`
  );
}

/** Throws `UsageError` if an endpoint ends with a port, such as `lbGateway:8081` or `[fd00::1]:8081`. */
export function assertNoPort(text: string): void {
  const [, port] = /^(?:[^:]+|\[[^\]]+\]):(\d+)$/.exec(text) ?? [];
  if (port !== undefined)
    throw new UsageError(
      `${escapeText(text)}: an endpoint contains no port; pass the target's port with --port ${port}`,
    );
}

/** A hint for `kind/name`, as kubectl accepts it. Undefined if the text before the slash is not a kind. */
export function kubectlNameHint(kind: string, name: string, objects: NamedObjects): string | undefined {
  const isService = isServiceKind(kind);
  const ofKind = objectKindOf(kind);
  if (!isService && ofKind === undefined) return undefined;
  const [namespace = "NAMESPACE"] = objectsNamed(name, objects)
    .filter((object) => object.kind === (isService ? "Service" : ofKind))
    .map((object) => object.namespace);
  return `add the namespace of the object: ${namespace}/${kind}/${escapeText(name)}`;
}

function endpointHint(text: string, objects: NamedObjects): string | undefined {
  const named = [...new Set(objectsNamed(text, objects).map(({ namespace }) => `${namespace}/${text}`))];
  if (named.length > 0)
    return `did you mean ${listText(
      named.slice(0, 3).map((name) => `\`${name}\``),
      "or",
    )}?`;
  const component = suggestComponent(text);
  if (component !== undefined) return `did you mean \`${component}\`?`;
  if (text === "*") return "for any address, write 0.0.0.0/0";
  if (/\.(ya?ml|json)$/.test(text)) return "pass values with -f, and manifests with --manifests";
  if (/^[^/\s]+=[^/\s]*$/.test(text)) return `add the pod's namespace: NAMESPACE/${escapeText(text)}`;
  if (objects.services?.some(({ namespace, name }) => `${name}.${namespace}` === text) === true)
    return `did you mean \`${text}.svc\`?`;
  if (/^(?=.*[a-z])[-a-z0-9]+(\.[-a-z0-9]+)+$/i.test(text))
    return "policies do not know host names; write the host's address";
  if (namespaceSchema.check?.(text) === undefined)
    return `for a pod without labels in namespace ${text}, write \`${text}/\``;
  return undefined;
}

/** The pods, workloads, and Services with a name, in any namespace. */
function objectsNamed(
  name: string,
  { pods = [], hostNetworkPods = [], endedPods = [], services = [] }: NamedObjects,
): { kind: string; namespace: string }[] {
  return [
    ...[...pods, ...hostNetworkPods, ...endedPods].flatMap(({ namespace, workload, ...pod }) => [
      ...(pod.name === name ? [{ kind: "Pod", namespace }] : []),
      ...(workload?.name === name ? [{ kind: workload.kind, namespace }] : []),
    ]),
    ...services.filter((service) => service.name === name).map(({ namespace }) => ({ kind: "Service", namespace })),
  ];
}
