import type { Path } from "../../core";

/** Whether the server sees the value at a path in the args: in a policy, or as a namespace name. */
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

/** Whether a path leads to a port that must be a number: a port on which a component serves, or the DNS port. */
export function isPortNumber(path: Path): boolean {
  const [last, parent] = [path.at(-1), path.at(-2)];
  return parent === "ports"
    ? ["grpc", "rest", "readiness"].includes(String(last))
    : path[0] === "dns" && last === "port";
}
