import type { ContainerPort, Party, Pod } from "../../analysis/party";
import type { LabelMap } from "../../policy/notation";
import type { Draw } from "../agreement/draw";
import { addressBases, labelKeys, labelValues, namespaces, portNames, portNumbers, protocols } from "./alphabet";

/** Who there is: pods of which everything is known, and addresses outside the cluster. */
export interface World {
  pods: [Pod, ...Pod[]];
  addresses: [Party, ...Party[]];
}

export function anyWorld(draw: Draw): World {
  const labelsOf = Object.fromEntries(
    namespaces.map((name) => [name, { ...anyLabels(draw), "kubernetes.io/metadata.name": name }]),
  );
  const pod = (name: string, namespace: string = draw.pick(namespaces)): Pod => ({
    name,
    namespace,
    namespaceLabels: labelsOf[namespace] ?? {},
    labels: anyLabels(draw),
    ips: anyAddresses(draw),
    ports: draw.many(0, 4, () => anyContainerPort(draw)),
  });
  const address = (): Party => ({ address: anyAddress(draw) });
  const [first, second, ...others] = namespaces;
  return {
    // Two of one name, which are two pods all the same.
    pods: [pod("p", first), pod("p", draw.pick([second, ...others])), pod("q"), pod("r"), pod("s")],
    addresses: [address(), address()],
  };
}

function anyLabels(draw: Draw): LabelMap {
  return Object.fromEntries(labelKeys.filter(() => draw.chance(60)).map((key) => [key, draw.pick(labelValues)]));
}

/** One, or one of each family. */
function anyAddresses(draw: Draw): string[] {
  const [v4, ...v6] = addressBases;
  if (draw.chance(80)) return [anyAddress(draw)];
  return [v4, draw.pick(v6)].map(({ text }) => text(draw.integer(0, 15)));
}

function anyAddress(draw: Draw): string {
  return draw.pick(addressBases).text(draw.integer(0, 15));
}

function anyContainerPort(draw: Draw): ContainerPort {
  return {
    ...(draw.chance(85) && { name: draw.pick(portNames) }),
    containerPort: draw.pick(portNumbers),
    ...(draw.chance(40) && { protocol: draw.pick(protocols) }),
  };
}
