import assert from "node:assert/strict";
import { checkCommand } from "../../cli/commands/checkCommand";
import { diffCommand } from "../../cli/commands/diffCommand";
import { explainCommand } from "../../cli/commands/explainCommand";
import { matrixCommand } from "../../cli/commands/matrixCommand";
import { renderCommand } from "../../cli/commands/renderCommand";
import { verifyCommand } from "../../cli/commands/verifyCommand";
import { captured } from "./captured";
import { renderedText } from "./renderedText";
import { withTempDir } from "../../testing/withTempDir";

const values = `edges:
  - from: { namespace: shop }
    to: { component: mirrorGateway }
components:
  indexSave:
    custom: { ingress: [{}] }
`;
const reason = "this setting has no effect because the component is off; turn the component on, or remove this setting";
const ofEdge = `values.yaml:2:5: warning: no-effect: edges[0] (mirrorGateway): ${reason}\n`;
const ofCustomRules = `values.yaml:6:5: warning: no-effect: components.indexSave.custom (indexSave): ${reason}\n`;

describe("edges and custom rules of a component that is off", () => {
  withTempDir({ "values.yaml": values, "manifests.yaml": renderedText({ values: [], output: "yaml" }) });
  const input = { values: ["values.yaml"] };

  for (const [command, result] of [
    ["render", () => renderCommand({ ...input, output: "yaml" })],
    ["matrix", () => matrixCommand({ ...input, output: "text" })],
    ["explain", () => explainCommand("lbGateway", "agent", { ...input, output: "text" })],
    ["diff of values", () => diffCommand({ files: ["values.yaml", "values.yaml"], output: "text" })],
    ["diff of manifests", () => diffCommand({ files: ["manifests.yaml", "values.yaml"], output: "text" })],
    ["verify of manifests", () => verifyCommand({ ...input, manifests: ["manifests.yaml"], output: "text" })],
  ] as const) {
    it(`cause warnings on stderr in ${command}`, () =>
      assert.equal(captured(result()).stderr, `${ofCustomRules}${ofEdge}`));
  }

  it("are findings in check, which does not repeat them on stderr", () => {
    const apiServer =
      "values.yaml:1:1: info: api-server-by-namespace: apiServer (discoverer): the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it; allow the API server's addresses (in the values, set `apiServer.cidrs`)\n";
    assert.deepEqual(captured(checkCommand({ ...input, failOn: "error", output: "text" })), {
      code: 0,
      stdout: `${ofEdge}${ofCustomRules}${apiServer}2 warnings, 1 info.\n`,
      stderr: "",
    });
  });
});
