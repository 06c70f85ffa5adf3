import { cniNames, type FindingId, findingIds, findingKinds, type Severity } from "../../policies";
import { findingCases } from "../analysis/findingCases";
import { blockText } from "./blocks";

/** docs/findings.md, from what the code says of each finding and the cases of its tests. */
export function findingsText(): string {
  return `# Findings

What \`vald-netpol check\` and a preview of the Pulumi component can find: rules that are legal, and dangerous or not what they
seem to be. [The guide](guide.md#check) has the command. Each id is stable.

| severity | means | in a preview |
| :-- | :-- | :-- |
| error | more is open than it looks, or nothing at all; \`check\` exits with 1 | a warning; an error with \`strict: true\` |
| warning | it may be meant, and is mostly not | the same |
| info | good to know | information |

What is meant is left out by \`ignore\` in the args or the values, with the reason, which stays there to be read. \`path\` is
where it is or around it, as the finding shows it; without it, all findings of that id are left out.

${block("yaml", 'ignore:\n  - { id: bare-pod-selector, path: "edges[0]", reason: the collector runs beside Vald }\n')}

Some hold with some network plugins only, or for reasons of theirs. They are told when the plugin is named: by \`--cni\`, or by
\`cni\` in the args or the values.

| id | severity | with |
| :-- | :-- | :-- |
${findingIds.map((id) => `| [${id}](#${id}) | ${findingKinds[id].severity} | ${engines(id)} |`).join("\n")}

${findingIds.map(section).join("\n")}`;
}

function section(id: FindingId): string {
  const { severity, why, mend, with: own, isGeneral } = findingKinds[id];
  const { fires, spares } = findingCases[id];
  const reasons =
    own === undefined
      ? `${sentence(why)} ${sentence(mend)}`
      : [
          ...(isGeneral ? [`${sentence(why)} ${sentence(mend)}`] : [sentence(mend)]),
          ...cniNames.flatMap((cni) => {
            if (own[cni] === undefined) return [];
            const { why, mend, source } = own[cni];
            return [`- \`${cni}\`: ${why} ([source](${source})).${mend === undefined ? "" : ` ${sentence(mend)}`}`];
          }),
        ].join("\n\n");
  return `## ${id}

${titles[severity]}. ${reasons}

Found in

${block("yaml finding", fires)}

and not in

${block("yaml no finding", spares)}
`;
}

const titles: Record<Severity, string> = { error: "Error", warning: "Warning", info: "Info" };

function engines(id: FindingId): string {
  const { with: own, isGeneral } = findingKinds[id];
  if (own === undefined || isGeneral) return "any";
  return cniNames.filter((cni) => own[cni] !== undefined).join(", ");
}

function block(info: string, code: string): string {
  return blockText({ info, code });
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
