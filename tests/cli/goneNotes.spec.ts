import assert from "node:assert/strict";
import { check } from "../../cli/check";
import { diff } from "../../cli/diff";
import { explain } from "../../cli/explain";
import { matrix } from "../../cli/matrix";
import { render } from "../../cli/render";
import { verify } from "../../cli/verify";
import { inFolder } from "./inFolder";
import { renderedText } from "./renderedText";
import { said } from "./said";

const values = `edges:
  - from: { namespace: shop }
    to: { component: mirrorGateway }
components:
  indexSave:
    custom: { ingress: [{}] }
`;
const why = "it opens nothing, because the component is off; turn the component on, or take this out";
const warnings = `values.yaml:6:5: warning: no-effect: components.indexSave.custom (indexSave): ${why}
values.yaml:2:5: warning: no-effect: edges[0] (mirrorGateway): ${why}
`;

describe("edges and custom rules of a component that is off", () => {
  inFolder({ "values.yaml": values, "manifests.yaml": renderedText({ values: [], output: "yaml" }) });
  const given = { values: ["values.yaml"] };
  for (const [command, result] of [
    ["render", () => render({ ...given, output: "yaml" })],
    ["matrix", () => matrix({ ...given, output: "text" })],
    ["explain", () => explain("lbGateway", "agent", { ...given, output: "text" })],
    ["diff", () => diff("values.yaml", "values.yaml", { output: "text" })],
    ["diff of manifests", () => diff("manifests.yaml", "values.yaml", { output: "text" })],
    ["verify of manifests", () => verify({ ...given, manifests: "manifests.yaml", output: "text" })],
  ] as const) {
    it(`are warned of on stderr by ${command}`, () => assert.equal(said(result()).stderr, warnings));
  }

  it("are told by check once, as findings", () => {
    const { stdout, stderr } = said(check(undefined, { ...given, failOn: "error", output: "text" }));
    assert.equal(stderr, "");
    for (const line of warnings.trim().split("\n")) assert.ok(stdout.includes(line));
  });
});
