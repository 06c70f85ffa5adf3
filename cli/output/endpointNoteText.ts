import type { EndpointNote } from "../../analysis/queries/endpointNotes";
import type { PodReference } from "../../analysis/model/peer";
import { peerText } from "../../analysis/text/endpointText";
import { listText } from "../../analysis/text/listText";

/** A note about one end of an explanation as one line of text. */
export function endpointNoteText(note: EndpointNote): string {
  switch (note.code) {
    case "on-host-network": {
      const subject = `${peerText(note.pod)} is on the host network: no policy applies to it, and rules match it only by its node's address`;
      if (note.pod.name === undefined && note.addresses.length === 0)
        return `${subject}, which depends on the node: for an answer, pass the address of a node, or the name of one of its pods`;
      return note.addresses.length > 0
        ? `${subject}, ${listText(note.addresses)}`
        : `${subject}, which the input does not contain; if you know the address, pass it instead`;
    }
    case "node-address":
      return `${note.address} is the address of a node: ${podsText(note.pods, "is", "are")} on its host network, so no selector matches the address`;
    case "only-on-host-network":
      return `${podsText(note.pods, "has", "have")} these labels, but on the host network, where no selector matches: this is the result for a pod that is not on the host network`;
    case "pod-ended":
      return `${peerText(note.pod)} has ended: this is the result for a new pod with the same labels`;
    case "address-of-ended-pod": {
      const [first] = note.pods;
      const way = first === undefined ? "" : `; for a new pod with the same labels, pass ${peerText(first)}`;
      return `${note.address} was the address of ${podsText(note.pods, "which has ended", "which have ended", ", ")}: this is the result for the address${way}`;
    }
    case "any-pod-of-workload":
      return note.pods === 0
        ? `${peerText(note.pod)} has no running pods in the input: this is the result for a pod from its template`
        : `${peerText(note.pod)} has ${note.pods} pods in the input: this is the result for what they have in common; for one of them, pass its name`;
  }
}

const maxNames = 3;

function podsText(pods: readonly PodReference[], one: string, many: string, separator = " "): string {
  const [shown, more] = [pods.slice(0, maxNames).map(peerText), pods.length - maxNames];
  return `${listText([...shown, ...(more > 0 ? [`${more} more`] : [])])}${separator}${pods.length === 1 ? one : many}`;
}
