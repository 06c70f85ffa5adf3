import type { ContainerPort, ExternalAddress, Pod } from "../../analysis/model/peer";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { Draw } from "../apiServerParity/draw";
import { type AddressBases, labelKeys, labelValues, namespaces, portNames, portNumbers, protocols } from "./alphabet";

/** Pods without unknown facts, and addresses outside the cluster. */
export interface Fixture {
  pods: [Pod, ...Pod[]];
  addresses: [ExternalAddress, ...ExternalAddress[]];
}

export interface FixtureBases {
  ipv4: AddressBases;
  ipv6: AddressBases;
}

export function randomFixture(draw: Draw, bases: FixtureBases): Fixture {
  const namespaceLabels = Object.fromEntries(
    namespaces.map((name) => [name, { ...randomLabels(draw), "kubernetes.io/metadata.name": name }]),
  );
  const pod = (name?: string, namespace: string = draw.pick(namespaces)): Pod => ({
    ...(name !== undefined && { name }),
    namespace,
    namespaceLabels: namespaceLabels[namespace] ?? {},
    labels: randomLabels(draw),
    ips: randomIps(draw, bases),
    ports: draw.many(0, 4, () => randomContainerPort(draw)),
  });
  const external = () => ({ address: randomAddress(draw, draw.pick([bases.ipv4, bases.ipv6])) });
  const [first, second, ...others] = namespaces;
  return {
    // The first two pods have the same name in different namespaces, so they are different pods.
    pods: [pod("p", first), pod("p", draw.pick([second, ...others])), pod("q"), pod(), pod()],
    addresses: [external(), external()],
  };
}

function randomLabels(draw: Draw): LabelMap {
  return Object.fromEntries(labelKeys.filter(() => draw.chance(60)).map((key) => [key, draw.pick(labelValues)]));
}

/** One address, or one address of each family. */
function randomIps(draw: Draw, { ipv4, ipv6 }: FixtureBases): string[] {
  const families = draw.pick([[ipv4], [ipv6], [ipv4, ipv6], [ipv4, ipv6]]);
  return families.map((bases) => randomAddress(draw, bases));
}

function randomAddress(draw: Draw, bases: AddressBases): string {
  const { text, otherText } = draw.pick(bases);
  return (draw.chance(60) ? text : otherText)(draw.integer(0, 15));
}

function randomContainerPort(draw: Draw): ContainerPort {
  return {
    ...(draw.chance(85) && { name: draw.pick(portNames) }),
    containerPort: draw.pick(portNumbers),
    ...(draw.chance(40) && { protocol: draw.pick(protocols) }),
  };
}
