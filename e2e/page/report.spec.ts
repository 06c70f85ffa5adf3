import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { withTempDir } from "../../testing/withTempDir";
import { run } from "../../tests/cli/run";
import { accessibilityIssues } from "./accessibility";
import { withBrowser } from "./browser";
import { hostile, hostileManifests, manyPeers } from "./inputs";

const values = `namespace: vald
edges:
  - from: { namespace: shop, podLabels: { app: search } }
    to: { component: lbGateway }
    ports: [{ port: 8081 }]
components: { agent: { custom: { ingress: [{}] } } }
`;

describe("the report in a browser", () => {
  withTempDir({
    "values.yaml": values,
    "after.yaml": values.replace("search", "web"),
    "many.yaml": manyPeers,
    "hostile<img src=x>.json": hostileManifests,
  });
  const open = withBrowser();
  before(() => {
    for (const [name, args] of [
      ["report", ["values.yaml"]],
      ["change", ["--diff", "values.yaml", "after.yaml"]],
      ["many", ["many.yaml"]],
      ["hostile", ["hostile<img src=x>.json"]],
    ] as const) {
      const { code, stdout, stderr } = run(["report", ...args]);
      assert.equal(code, 0, stderr);
      writeFileSync(`${name}.html`, stdout);
    }
  });

  const cell = (page: Page, label: string) => page.getByRole("link", { name: label, exact: true });
  const search = "pods app=search in namespace shop to lb gateway: allowed on TCP 8081, beyond the documented table";

  for (const name of ["report", "change", "many", "hostile"])
    it(`requests nothing and reports no errors: ${name}`, async () => {
      const { page, problems } = await open(`${name}.html`);
      await page.locator("td > a").first().click();
      assert.equal(await page.evaluate("getComputedStyle(document.querySelector('table')).borderSpacing"), "0px");
      assert.deepEqual(problems, []);
    });

  it("is smaller than 100 KB when it is compressed, for 12 components and 30 other peers", () => {
    const size = gzipSync(readFileSync("many.html")).length;
    assert.ok(size < 100_000, `${size} bytes`);
  });

  it("explains a cell on a click, and returns to the cell", async () => {
    const { page } = await open("report.html");
    const explanation = page.getByText("values.yaml:3:5: edges[0]").first();
    assert.equal(await explanation.isVisible(), false);
    await cell(page, search).click();
    assert.equal(await explanation.isVisible(), true);
    await page.getByRole("link", { name: "Close" }).click();
    assert.equal(await explanation.isVisible(), false);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-label')"), search);
  });

  for (const [side, label] of [
    ["left", "agent to discoverer: denied"],
    ["right", "lb gateway to kube-system: allowed on all ports"],
  ] as const)
    it(`moves nothing when it explains a cell on the ${side}, and does not hide the cell`, async () => {
      const { page } = await open("report.html", { viewport: { width: 1280, height: 900 } });
      const link = cell(page, label);
      await link.scrollIntoViewIfNeeded();
      const before = await link.boundingBox();
      await link.click();
      assert.deepEqual(await link.boundingBox(), before);
      // Playwright refuses to click on what is hidden behind something else.
      await link.click({ trial: true, timeout: 2_000 });
      await page.getByRole("link", { name: "Close" }).click();
      assert.deepEqual(await link.boundingBox(), before);
    });

  it("shows a large picture as wide as the page", async () => {
    const { page } = await open("many.html", { viewport: { width: 3840, height: 2000 } });
    const [picture, section] = await Promise.all(
      [".picture svg", "#picture"].map((selector) => page.locator(selector).boundingBox()),
    );
    assert.ok(picture && section && picture.width > section.width * 0.9);
    await page.getByLabel("Enlarge").check();
    const enlarged = await page.locator(".picture svg").boundingBox();
    assert.ok(enlarged && enlarged.width > picture.width);
  });

  it("explains allowed cells on paper, and says nothing about selecting cells", async () => {
    const { page } = await open("report.html");
    const texts = ["Select a cell of the table", "Why cells are allowed", "The same as text"].map((text) =>
      page.getByText(text).first(),
    );
    assert.deepEqual(await Promise.all(texts.map((text) => text.isVisible())), [true, false, true]);
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await Promise.all(texts.map((text) => text.isVisible())), [false, true, true]);
  });

  it("explains a cell with the keyboard alone", async () => {
    const { page } = await open("report.html");
    await cell(page, search).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Close");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".why:visible").count(), 0);
  });

  it("shows the explanation that a link names", async () => {
    const { page } = await open("report.html");
    await cell(page, search).click();
    const { hash } = new URL(page.url());
    await page.goto("about:blank");
    const { page: other } = await open("report.html");
    await other.goto(`${other.url()}${hash}`);
    assert.equal(await other.locator(".why:visible").count(), 1);
    assert.equal(await other.getByText("values.yaml:3:5: edges[0]").first().isVisible(), true);
  });

  it("explains a cell before and after a change", async () => {
    const { page } = await open("change.html");
    await cell(
      page,
      "pods app=search in namespace shop to lb gateway: denied, closes; before: allowed on TCP 8081",
    ).click();
    const text = await page.locator(".why:visible").innerText();
    assert.match(text, /denied[^]*Before the change[^]*allowed on TCP 8081[^]*values\.yaml:3:5: edges\[0\]/);
  });

  it("shows hostile names as text, never as markup", async () => {
    const { page } = await open("hostile.html");
    await page.locator("td > a").first().click();
    assert.equal(await page.title(), "Network policies of Vald in namespace vald");
    assert.equal(await page.locator("img, script, iframe, object, a[href*='evil']").count(), 0);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(hostile), text);
    assert.ok(text.includes("hostile<img src=x>.json"), text);
  });

  for (const [file, width, colorScheme] of [
    ["report", 360, "light"],
    ["report", 1280, "dark"],
    ["change", 1280, "light"],
    ["change", 360, "dark"],
    ["many", 3840, "light"],
  ] as const)
    describe(`${file}.html at ${width} px in the ${colorScheme} scheme`, () => {
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };

      it("has no accessibility issues, with and without an explanation", async () => {
        const { page } = await open(`${file}.html`, options);
        assert.deepEqual(await accessibilityIssues(page), []);
        await page.locator("td > a").first().click();
        assert.deepEqual(await accessibilityIssues(page), []);
      });

      it("is not wider than the screen", async () => {
        const { page } = await open(`${file}.html`, options);
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
      });
    });

  it("keeps the headings of a large table in view while it scrolls", async () => {
    const { page } = await open("many.html", { viewport: { width: 1280, height: 900 } });
    await page.evaluate("document.querySelector('.table-frame').scrollTo(1500, 1500)");
    const [frame, column, row] = await Promise.all(
      [".table-frame", "thead th:last-child", "tbody tr:last-child th"].map((selector) =>
        page.locator(selector).boundingBox(),
      ),
    );
    assert.ok(frame && column && row);
    assert.ok(Math.abs(column.y - frame.y) < 2, "the column's heading is at the top");
    assert.ok(Math.abs(row.x - frame.x) < 2, "the row's heading is at the left");
  });

  it("prints the whole table on the page, in light colors and without explanations", async () => {
    // A landscape page in the format Letter, without margins.
    const { page } = await open("many.html", { viewport: { width: 965, height: 725 }, colorScheme: "dark" });
    await page.locator("td > a").first().click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".why:visible").count(), 0);
    const table = await page.locator(".table-frame").boundingBox();
    assert.ok(table && table.x + table.width <= 965, "the table fits on the page");
    const inside = await page.locator(".matrix").boundingBox();
    assert.ok(inside && inside.x + inside.width <= 965, "the table fits into its frame");
    assert.equal(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)");
    assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
  });
});
