import type { IPBlock } from "../../../kubernetes/networkPolicy";
import { parseAddresses } from "../../model/addresses";
import { coversIntervals, intersectIntervals, unionIntervals } from "../../model/intervals";
import { listText } from "../../text/listText";
import { peersText } from "../../text/peersText";
import { type AddressBlock, addressBlocks, type Addresses, countAddresses, podBlocks } from "../addressBlocks";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";

export const cidrCoversPods = {
  id: "cidr-covers-pods",
  severity: "warning",
  message:
    "CIDR blocks are meant for endpoints outside the cluster, but with most network plugins this block also matches pods, because it covers pod addresses or most of a range that clusters use for pods",
  remediation: "exclude the cluster's address ranges with `except`, or, to allow pods, select them by labels",
  appliesToAllCnis: true,
  cniOverrides: {
    cilium: {
      message:
        "with Cilium, this wide block matches no pods, but it allows all addresses outside the cluster that lie in the block",
      remediation: "use narrower blocks, or, to allow pods, select them by labels",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
    },
  },
  check: ({ rules, pods, isManifests }) => {
    const coveredPods = podFinder(isManifests ? (pods ?? []).flatMap(({ ips = [] }) => ips) : []);
    return rules
      .filter(({ isUserRule }) => isUserRule)
      .flatMap((rule) => {
        const blocks = addressBlocks(rule);
        const single = blocks.flatMap((block) => detect([block], coveredPods));
        return single.length > 0 ? single : detect(blocks, coveredPods);
      });
  },
} as const satisfies RuleModule;

/** Detects blocks that together cover pods, at the first of them. */
function detect(blocks: readonly AddressBlock[], coveredPods: (addresses: Addresses) => PodRange[]): Detection[] {
  const addresses = unionIntervals(
    blocks.flatMap((block) => block.addresses),
    [],
  );
  const covered = coveredPods(addresses);
  const covering = blocks.filter((block) =>
    covered.some((range) => intersectIntervals(block.addresses, range.addresses).length > 0),
  );
  const [first] = covering;
  if (first === undefined) return [];
  return [
    {
      ...first.location,
      detail: detailOf(
        covering.map(({ block }) => block),
        addresses,
        covered,
      ),
    },
  ];
}

/** Default pod ranges: the first in kubeadm's examples, kind, and flannel; the second in k3s and RKE2. */
const commonPodRanges = ["10.244.0.0/16", "10.42.0.0/16"];

/** A pod range, or the address of one pod. */
interface PodRange {
  text: string;
  addresses: Addresses;
}

/**
 * Returns a function that finds the pods in a set of addresses. If no pods are known, it finds the widest ranges that clusters
 * use for pods.
 */
function podFinder(knownAddresses: readonly string[]): (addresses: Addresses) => PodRange[] {
  const toRanges = (texts: readonly string[]) => texts.map((text) => ({ text, addresses: parseAddresses(text) }));
  const [known, blocks, common] = [toRanges(knownAddresses), toRanges(podBlocks), toRanges(commonPodRanges)];
  return (addresses) => {
    const covered = (ranges: readonly PodRange[]) => ranges.filter((range) => coversMost(addresses, range.addresses));
    if (known.length > 0) return covered(known);
    const wide = covered(blocks);
    return [
      ...wide,
      ...covered(common).filter((range) => !wide.some((one) => coversIntervals(one.addresses, range.addresses))),
    ];
  };
}

/** Whether more than half of `inner` is covered. A smaller exception probably excludes something other than the pods. */
function coversMost(outer: Addresses, inner: Addresses): boolean {
  return 2n * countAddresses(intersectIntervals(inner, outer)) > countAddresses(inner);
}

const maxNamedRanges = 5;

/** `0.0.0.0/0, which contains 10.0.0.0/8`, or `10.0.0.0/9 and 10.128.0.0/9, which contain 10.0.0.0/8` */
function detailOf(ipBlocks: IPBlock[], addresses: Addresses, covered: readonly PodRange[]): string {
  const subject = peersText({ ipBlocks });
  if (covered.every(({ text }) => ipBlocks.every(({ cidr }) => text === cidr))) return subject;
  const texts = covered
    .slice(0, maxNamedRanges)
    .map((range) => (coversIntervals(addresses, range.addresses) ? range.text : `most of ${range.text}`));
  const more = covered.length > maxNamedRanges ? [`${covered.length - maxNamedRanges} more`] : [];
  return `${subject}, which ${ipBlocks.length === 1 ? "contains" : "contain"} ${listText([...texts, ...more])}`;
}
