import type { Path } from "../../core";

/** Whether the server sees the value at a path of the args: in a policy, or as the name of a namespace. */
export function isSentToServer(path: Path): boolean {
  return path.some((key) => sentKeys.has(String(key))) || isPortOfRule(path) || isPortNumber(path);
}

const sentKeys = new Set([
  ...["namespace", "name", "namePrefix", "instanceLabels", "podLabels", "labels", "annotations", "ingress", "egress"],
  ...["namespaceLabels", "cidrs", "except"],
]);

function isPortOfRule([top, ...rest]: Path): boolean {
  return (top === "edges" || top === "apiServer") && rest.includes("ports");
}

/** Whether a path is that of a port which must be a number: one that a component serves on, or that of DNS. */
export function isPortNumber(path: Path): boolean {
  const [last, parent] = [path.at(-1), path.at(-2)];
  return parent === "ports"
    ? ["grpc", "rest", "readiness"].includes(String(last))
    : path[0] === "dns" && last === "port";
}
