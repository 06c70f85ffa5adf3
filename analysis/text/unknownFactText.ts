import type { UnknownFact } from "../model/tristate";
import { policyObjectText } from "../model/policyObject";
import { peerText } from "./endpointText";
import { serviceText } from "./serviceText";

/** An unknown fact as text: `the labels of namespace shop`. */
export function unknownFactText(fact: UnknownFact): string {
  switch (fact.code) {
    case "pod-labels":
      return `the other labels of ${peerText(fact.pod)}`;
    case "namespace-labels":
      return `the labels of namespace ${fact.namespace}`;
    case "pod-addresses":
      return `the address of ${peerText(fact.pod)}`;
    case "address-in-block":
      return `the exact address in ${fact.cidr}`;
    case "policy-not-evaluated":
      return `the effect of ${policyObjectText(fact.policy)}`;
    case "dns-name":
      return `the addresses of ${fact.name}`;
    case "service-endpoints":
      return `the endpoints of Service ${serviceText(fact.service)}`;
    case "port-number":
      return `the number of the port named ${fact.port} on ${peerText(fact.target)}`;
  }
}
