import type { IPBlock } from "../../kubernetes/networkPolicy";
import { serviceRanges } from "../../kubernetes/serviceRanges";
import { blockAddresses, parseAddresses } from "../model/addresses";
import { coversIntervals, type Intervals, unionIntervals } from "../model/intervals";
import { selectedPods } from "../sets/policySets";
import { areDisjoint } from "../sets/peerSet";
import { ipBlockText } from "../text/peersText";
import type { CheckContext, CheckedRule } from "./context";
import type { Location } from "../../args/ignores";
import type { Detection } from "./detection";

export type Addresses = Intervals<bigint>;

/** An ipBlock in a rule. */
export interface AddressBlock {
  block: IPBlock;
  /** The block's addresses, without the exceptions. */
  addresses: Addresses;
  location: Location;
}

export function addressBlocks({ peers, peerLocation }: CheckedRule): AddressBlock[] {
  return peers.flatMap(({ ipBlock }, i) =>
    ipBlock === undefined ? [] : [{ block: ipBlock, addresses: blockAddresses(ipBlock), location: peerLocation(i) }],
  );
}

/** Detects blocks in user rules that meet a condition. */
export function detectBlocks(
  { rules }: CheckContext,
  condition: (block: AddressBlock, rule: CheckedRule) => boolean,
): Detection[] {
  return rules
    .filter(({ isUserRule }) => isUserRule)
    .flatMap((rule) =>
      addressBlocks(rule)
        .filter((one) => condition(one, rule))
        .map(({ block, location }) => ({ ...location, detail: ipBlockText(block) })),
    );
}

/** Whether two rules have the same direction and their policies may select the same pod. */
export function mayApplyTogether(a: CheckedRule, b: CheckedRule): boolean {
  return a.direction === b.direction && !areDisjoint(selectedPods(a.policy), selectedPods(b.policy));
}

/**
 * The blocks from which clusters take pod and node addresses. Only the fd00::/8 half of fc00::/7 is in use.
 * https://www.rfc-editor.org/rfc/rfc1918, rfc6598, rfc4193
 */
export const podBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];

const privateAddresses = [...podBlocks, "fc00::/7"].map(parseAddresses).reduce(unionIntervals, []);

/** The addresses in the usual Service ranges. */
export const serviceAddresses = serviceRanges.map(({ cidr }) => parseAddresses(cidr)).reduce(unionIntervals, []);

export function arePrivate(addresses: Addresses): boolean {
  return coversIntervals(privateAddresses, addresses);
}

export function areOfServices(addresses: Addresses): boolean {
  return coversIntervals(serviceAddresses, addresses);
}

export function countAddresses(addresses: Addresses): bigint {
  return addresses.reduce((sum, { start, end }) => sum + end - start, 0n);
}
