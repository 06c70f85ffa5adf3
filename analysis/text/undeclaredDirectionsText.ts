import type { UndeclaredDirections } from "../model/undeclaredDirections";
import { listText } from "./listText";

const maxNames = 3;

/** What is not evaluated, and what to do about it. */
export function undeclaredDirectionsText({ cni, policies }: UndeclaredDirections): string {
  const more = policies.length - maxNames;
  const names = [...policies.slice(0, maxNames), ...(more > 0 ? [`${more} more`] : [])];
  return `the network plugin \`${cni}\` also enforces rules of directions that \`policyTypes\` leaves out, which are not evaluated here: ${listText(names)}; add the directions to \`policyTypes\`, or remove the rules`;
}
