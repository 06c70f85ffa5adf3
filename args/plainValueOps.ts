import { ipBlocks } from "../kubernetes/ipBlocks";
import type { PlainValueKinds } from "./args";
import type { PlainRuleKinds } from "./ruleKinds";
import type { ValueOps } from "./valueOps";

/** The operations on plain values. */
export const plainValueOps: ValueOps<PlainValueKinds, PlainRuleKinds> = {
  withAffixes: (prefix, text, suffix) => prefix + text + suffix,
  mergeLabels: (base, added) => ({ ...base, ...added }),
  podPeers: (podLabels, namespaceLabels) => [
    {
      ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
      ...(namespaceLabels !== undefined && { namespaceSelector: { matchLabels: namespaceLabels } }),
    },
  ],
  cidrPeers: (cidrs, except = []) => ipBlocks(cidrs, except).map((ipBlock) => ({ ipBlock })),
  ingress: (rules) =>
    rules.flatMap((rule) =>
      rule.kind === "custom"
        ? (rule.custom.ingress ?? [])
        : [{ from: rule.peers, ...(rule.ports !== undefined && { ports: rule.ports }) }],
    ),
  egress: (rules) =>
    rules.flatMap((rule) =>
      rule.kind === "custom"
        ? (rule.custom.egress ?? [])
        : [{ to: rule.peers, ...(rule.ports !== undefined && { ports: rule.ports }) }],
    ),
};
