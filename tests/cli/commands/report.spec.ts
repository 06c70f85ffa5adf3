import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { reportCommand } from "../../../cli/commands/reportCommand";
import { UsageError } from "../../../cli/input/usageError";
import { withTempDir } from "../../../testing/withTempDir";
import { renderedText } from "../renderedText";
import { run } from "../run";

const values = `namespace: vald
edges: [{ from: { namespace: shop }, to: { component: agent } }]
`;

/** `tests/page/report.spec.ts` tests the contents. */
describe("vald-netpol report", () => {
  withTempDir({ "values.yaml": values });

  it("prints a page with the picture of a change, and with the role and the digest of each input", () => {
    const manifests = renderedText({ values: [], namespace: "vald", output: "yaml" });
    const { code, stdout, stderr } = run(["report", "--diff", "-", "values.yaml"], manifests);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(
      stdout,
      /<title id="picture-title">Change of the allowed connections of Vald in namespace vald<\/title>/,
    );
    const inputs = [...stdout.matchAll(/<dt>(\S+) <small>(\w+)<\/small><\/dt><dd><code>sha256:(\w+)</g)];
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    assert.deepEqual(
      inputs.map(([, ...texts]) => texts),
      [
        ["&lt;stdin>", "before", digest(manifests)],
        ["values.yaml", "after", digest(values)],
      ],
    );
  });

  it("rejects manifests beside the two sides of a change", () =>
    assert.rejects(
      reportCommand({ diff: true, files: ["values.yaml", "values.yaml"], manifests: ["manifests.yaml"] }),
      new UsageError("omit --manifests, because the two sides of the change are the input"),
    ));
});
