import type { ContainerPort, ExternalAddress, Pod } from "../../analysis/model/peer";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { Random } from "../random";
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

export function randomFixture(random: Random, bases: FixtureBases): Fixture {
  const namespaceLabels = Object.fromEntries(
    namespaces.map((name) => [name, { ...randomLabels(random), "kubernetes.io/metadata.name": name }]),
  );
  const pod = (name?: string, namespace: string = random.pick(namespaces)): Pod => ({
    ...(name !== undefined && { name }),
    namespace,
    namespaceLabels: namespaceLabels[namespace] ?? {},
    labels: randomLabels(random),
    ips: randomIps(random, bases),
    ports: random.list(0, 4, () => randomContainerPort(random)),
  });
  const external = () => ({ address: randomAddress(random, random.pick([bases.ipv4, bases.ipv6])) });
  const [first, second, ...others] = namespaces;
  return {
    // The first two pods have the same name in different namespaces, so they are different pods.
    pods: [pod("p", first), pod("p", random.pick([second, ...others])), pod("q"), pod(), pod()],
    addresses: [external(), external()],
  };
}

function randomLabels(random: Random): LabelMap {
  return Object.fromEntries(labelKeys.filter(() => random.chance(60)).map((key) => [key, random.pick(labelValues)]));
}

/** One address, or one address of each family. */
function randomIps(random: Random, { ipv4, ipv6 }: FixtureBases): string[] {
  const families = random.pick([[ipv4], [ipv6], [ipv4, ipv6], [ipv4, ipv6]]);
  return families.map((bases) => randomAddress(random, bases));
}

function randomAddress(random: Random, bases: AddressBases): string {
  const { text, otherText } = random.pick(bases);
  return (random.chance(60) ? text : otherText)(random.integer(0, 15));
}

function randomContainerPort(random: Random): ContainerPort {
  return {
    ...(random.chance(85) && { name: random.pick(portNames) }),
    containerPort: random.pick(portNumbers),
    ...(random.chance(40) && { protocol: random.pick(protocols) }),
  };
}
