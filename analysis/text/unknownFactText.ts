import type { UnknownFact } from "../model/tristate";
import { peerText } from "./endpointText";

/** An unknown fact in words: `the labels of namespace shop`. */
export function unknownFactText(fact: UnknownFact): string {
  switch (fact.code) {
    case "pod-labels":
      return `the other labels of ${peerText(fact.pod)}`;
    case "namespace-labels":
      return `the labels of namespace ${fact.namespace}`;
    case "pod-addresses":
      return `the address of ${peerText(fact.pod)}`;
    case "address-in-block":
      return `which address of ${fact.cidr}`;
    case "port-number":
      return `the number of port ${fact.port} of ${peerText(fact.target)}`;
  }
}
