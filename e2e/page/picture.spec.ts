import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withTempDir } from "../../testing/withTempDir";
import { run } from "../../tests/cli/run";
import { withBrowser } from "./browser";

const file = join(__dirname, "../../docs/report.png");

/** Width and height in the header of a PNG. http://www.w3.org/TR/png/#11IHDR */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

const values = `namespace: vald
apiServer: { cidrs: [10.96.0.1/32] }
edges:
  - from: { namespace: shop, podLabels: { app: search } }
    to: { component: lbGateway }
    ports: [{ port: 8081 }]
`;

describe("the picture in the README", () => {
  withTempDir({ "values.yaml": values });
  const open = withBrowser();

  // To make it again after a change of the page: UPDATE_GOLDEN=1 npm run e2e -- page/picture
  it("shows the report of the first program, with the explanation of its edge", async () => {
    writeFileSync("report.html", run(["report", "values.yaml"]).stdout);
    const { page, problems } = await open("report.html", {
      viewport: { width: 1280, height: 860 },
      deviceScaleFactor: 1,
      colorScheme: "light",
    });
    await page.getByRole("link", { name: /app=search .* to lb gateway/ }).click();
    await page.getByText("values.yaml:4:5: edges[0]").first().waitFor();
    const png = await page.screenshot();
    assert.deepEqual(problems, []);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, png);
    assert.deepEqual(sizeOf(readFileSync(file)), sizeOf(png));
  });
});
