import type { Path } from "../../policy/problem";

/** Whether the place in the args is one that the server sees nothing of, neither in a policy nor as a namespace. */
export function isOutsideThePolicy(path: Path): boolean {
  return !path.some((key) => inThePolicy.has(String(key))) && !isInPortsOfEdge(path) && !isNumberOfPort(path);
}

const inThePolicy = new Set([
  ...["namespace", "name", "namePrefix", "instanceLabels", "podLabels", "labels", "annotations", "ingress", "egress"],
  ...["namespaceLabels", "cidrs", "except"],
]);

function isInPortsOfEdge([top, ...more]: Path): boolean {
  return (top === "edges" || top === "apiServer") && more.includes("ports");
}

/** Whether it is a port that a component serves on, or that of DNS. */
export function isNumberOfPort(path: Path): boolean {
  const [last, parent] = [path.at(-1), path.at(-2)];
  return parent === "ports"
    ? ["grpc", "rest", "readiness"].includes(String(last))
    : path[0] === "dns" && last === "port";
}
