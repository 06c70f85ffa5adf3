import { sentence } from "../analysis/text/sentence";
import { cniNames, type FindingId, type FindingRule, findingRules } from "../core";
import { severities } from "../analysis/check/severity";
import { listText } from "../analysis/text/listText";
import { findingCases } from "../testing/findingCases";
import { blockText } from "../testing/documents/blocks";

/** The text of docs/findings.md, generated from the finding rules and their test cases. */
export function findingsPage(): string {
  return `# Findings

\`vald-netpol check\` and a preview of the Pulumi component report rules that are valid but risky. [The guide](guide.md#check)
describes the command. Finding ids are stable.

| severity | meaning | log level in a preview |
| :-- | :-- | :-- |
| error | A rule allows more than it appears to, or has no effect, or policies are off, or Vald cannot work. \`check\` exits with 1. | warning; with \`strict: true\`, error |
| warning | The rule may be intended, but usually is not. | warning; with \`strict: true\`, error |
| info | The rule is probably intended, but it has a consequence that you should know. | info |

To accept a finding, add it to \`ignore\` in the args or the values, and give a reason. \`path\` is the location that the finding shows,
or a location that contains it. An entry without \`path\` applies to all findings with its id.

${block("yaml", 'ignore:\n  - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs in Vald\'s namespace }\n')}

Some findings depend on the network plugin. These findings are reported only if you specify the plugin, either with \`--cni\` or with
\`cni\` in the args or the values.

The Pulumi component also reports each warning about \`chartValues\` as a finding with the id \`chart-setting\` and severity warning.
On the command line, these warnings are notes. [Values](values.md#values-for-valds-helm-chart) describes them.

| id | severity | network plugins |
| :-- | :-- | :-- |
${findingRules.map((rule) => `| [${rule.id}](#${rule.id}) | ${severitiesOf(rule)} | ${cnisOf(rule)} |`).join("\n")}

${findingRules.map(section).join("\n")}`;
}

function section(rule: FindingRule<FindingId>): string {
  const { fires, passes } = findingCases[rule.id];
  return `## ${rule.id}

${explanation(rule)}

Reported for:

${block("yaml finding", fires)}

Not reported for:

${block("yaml no finding", passes)}
`;
}

function explanation({ severity, message, remediation, cniOverrides, appliesToAllCnis }: FindingRule): string {
  const isGeneral = cniOverrides === undefined || appliesToAllCnis === true;
  const head = isGeneral
    ? `Severity: ${severity}. ${sentence(message)} ${sentence(remediation)}`
    : `Severity: ${severity}. Reported only for these network plugins:`;
  const overrides = cniNames.flatMap((cni) => {
    const override = cniOverrides?.[cni];
    if (override === undefined) return [];
    const fix = override.remediation ?? (isGeneral ? undefined : remediation);
    return [
      `- \`${cni}\`${override.severity === undefined ? "" : ` (severity: ${override.severity})`}: ${override.message} ([source](${override.source})).${fix === undefined ? "" : ` ${sentence(fix)}`}`,
    ];
  });
  return [head, ...(overrides.length === 0 ? [] : [overrides.join("\n")])].join("\n\n");
}

function cnisOf({ cniOverrides, appliesToAllCnis }: FindingRule): string {
  if (cniOverrides === undefined || appliesToAllCnis === true) return "all";
  return cniNames.filter((cni) => cniOverrides[cni] !== undefined).join(", ");
}

/** `info`, or `info; error with vpc-cni and gke-v2` */
function severitiesOf({ severity, cniOverrides }: FindingRule): string {
  const others = severities.flatMap((other) => {
    const cnis = cniNames.filter((cni) => cniOverrides?.[cni]?.severity === other);
    return cnis.length === 0 ? [] : [`${other} with ${listText(cnis)}`];
  });
  return [severity, ...others].join("; ");
}

function block(info: string, code: string): string {
  return blockText({ info, code });
}
