import assert from "node:assert/strict";
import { checkCommand, checkFormats } from "../../cli/commands/checkCommand";
import { diffCommand, differenceFormats } from "../../cli/commands/diffCommand";
import { explainCommand, explanationFormats } from "../../cli/commands/explainCommand";
import { graphCommand } from "../../cli/commands/graphCommand";
import { matrixCommand } from "../../cli/commands/matrixCommand";
import { manifestFormats, renderCommand } from "../../cli/commands/renderCommand";
import { reportCommand, reportFormats } from "../../cli/commands/reportCommand";
import { verificationFormats, verifyCommand } from "../../cli/commands/verifyCommand";
import type { CommandResult } from "../../cli/output/commandResult";
import { matrixFormats } from "../../cli/output/matrixFormats";
import { pictureFormats } from "../../cli/output/pictureFormats";
import { withTempDir } from "../../testing/withTempDir";
import { captured } from "./captured";
import { renderedText } from "./renderedText";

/** A name with what terminals, GitHub's runner, Markdown, and HTML interpret. */
const hostile = "##[error]a\n::error::b\u001b[31m\u0085\u2028\u202e[c](https://evil.example)<img src=x>@d";
const interpreted =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##\[|^\s*::/m;
const link = /\]\(https:|(?<!\\)<img|(?<!\w)@d/;

const policy = {
  apiVersion: `cilium.io/${hostile}`,
  kind: `${hostile}NetworkPolicy`,
  metadata: { name: hostile, namespace: "vald" },
};
const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "agent", namespace: "vald", labels: { app: "vald-agent" } },
};
const manifests = `${renderedText({ values: [], namespace: "vald", output: "yaml" })}---
${JSON.stringify({ apiVersion: "v1", kind: "List", items: [policy, pod] })}
`;

describe("hostile names in the input", () => {
  withTempDir({
    "manifests.yaml": manifests,
    "values.yaml": JSON.stringify({ namespace: "vald", annotations: { "example.com/note": hostile } }),
  });
  const input = { values: [], namespace: "vald", manifests: ["manifests.yaml"] };
  const commands: [
    name: string,
    formats: readonly string[],
    run: (output: never) => CommandResult | Promise<CommandResult>,
  ][] = [
    ["verify", verificationFormats, (output) => verifyCommand({ ...input, output })],
    ["explain", explanationFormats, (output) => explainCommand("lbGateway", "agent", { ...input, output })],
    [
      "diff",
      differenceFormats,
      (output) => diffCommand({ files: ["manifests.yaml", "manifests.yaml"], namespace: "vald", output }),
    ],
    ["matrix", matrixFormats, (output) => matrixCommand({ ...input, output })],
    ["matrix --pods", matrixFormats, (output) => matrixCommand({ ...input, pods: true, output })],
    ["graph", pictureFormats, (output) => graphCommand({ ...input, output })],
    ["check", checkFormats, (output) => checkCommand({ ...input, failOn: "error", output })],
    ["report", reportFormats, () => reportCommand(input)],
    ["render", manifestFormats, (output) => renderCommand({ values: ["values.yaml"], output })],
  ];
  for (const [name, formats, run] of commands)
    for (const format of formats)
      it(`are escaped in ${name} -o ${format}`, async () => {
        const { stdout, stderr } = captured(await run(format as never));
        assert.doesNotMatch(stdout, interpreted);
        assert.doesNotMatch(stderr, interpreted);
        if (format === "markdown")
          assert.doesNotMatch(
            stdout.replace(/\]\(https:\/\/github\.com\/[\w-]+\/vald-network-policy\/[^ )]*#[a-z-]+\)/g, "]"),
            link,
          );
        if (format === "html") assert.doesNotMatch(stdout, /<img|<script|="https:\/\/evil/);
        if (format === "sarif") {
          const { runs } = JSON.parse(stdout) as { runs: { results: { message: { text: string } }[] }[] };
          for (const { message } of runs[0]?.results ?? [])
            assert.doesNotMatch(message.text, /\]\(https:|[\u0000-\u001f]/);
        }
      });
});
