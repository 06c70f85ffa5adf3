import { parseAddresses } from "../../model/addresses";
import { coversIntervals } from "../../model/intervals";
import { onePort, subtractPorts } from "../../model/portSet";
import { isSubset } from "../../sets/peerSet";
import { selectedPods } from "../../sets/policySets";
import { listText } from "../../text/listText";
import { ipBlockText } from "../../text/peersText";
import { type Addresses, addressBlocks } from "../addressBlocks";
import type { CheckedRule } from "../context";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";

export const cloudMetadata = {
  id: "cloud-metadata",
  severity: "warning",
  message:
    "this CIDR block contains the address of the cloud's metadata service, from which pods can get the credentials of their node in many clusters",
  remediation:
    "exclude the address with `except`, or, if the component needs the metadata service, allow its address in a CIDR block of its own",
  check: ({ rules }) =>
    rules
      .filter(({ isUserRule, ...rule }) => isUserRule && allowsMetadataPort(rule))
      .flatMap((rule) =>
        addressBlocks(rule).flatMap(({ block, addresses, location }): Detection[] => {
          const contained = metadataServices.filter(
            ({ address }) => coversIntervals(addresses, address) && !isAllowedAlone(address, rule, rules),
          );
          const texts = contained.map(({ text }) => text);
          return texts.length === 0
            ? []
            : [{ ...location, detail: `${ipBlockText(block)}, which contains ${listText(texts)}` }];
        }),
      ),
} as const satisfies RuleModule;

/**
 * The first address is the same in AWS, Azure, Google Cloud, and other clouds. The others are for IPv6: one in AWS, and one in
 * Google Cloud. The services listen on port 80.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * https://learn.microsoft.com/en-us/azure/virtual-machines/instance-metadata-service
 * https://docs.cloud.google.com/compute/docs/metadata/querying-metadata
 */
const metadataServices = ["169.254.169.254", "fd00:ec2::254", "fd20:ce::254"].map((text) => ({
  text,
  address: parseAddresses(text),
}));

function allowsMetadataPort({ direction, rule }: Pick<CheckedRule, "direction" | "rule">): boolean {
  return direction === "egress" && subtractPorts(onePort("TCP", 80), rule.ports) === undefined;
}

/** Whether a rule for the same pods lists a metadata address by itself, so that access to it is intended. */
function isAllowedAlone(address: Addresses, { policy }: CheckedRule, rules: readonly CheckedRule[]): boolean {
  return rules.some(
    (rule) =>
      allowsMetadataPort(rule) &&
      isSubset(selectedPods(policy), selectedPods(rule.policy)) &&
      addressBlocks(rule).some(({ addresses }) => coversIntervals(address, addresses)),
  );
}
