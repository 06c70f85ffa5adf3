import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { withTempDir } from "../../testing/withTempDir";
import { run } from "../../tests/cli/run";
import { accessibilityIssues } from "./accessibility";
import { withBrowser } from "./browser";
import { hostile, hostileManifests, manyPeers } from "./inputs";

const edge = `edges:
  - from: { namespace: shop, podLabels: { app: search } }
    to: { component: lbGateway }
    ports: [{ port: 8081 }]
`;

/** Allows the same as the edge, if Vald is in namespace prod. */
const policy = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: search, namespace: prod }
spec:
  podSelector: { matchLabels: { app: vald-lb-gateway } }
  ingress:
    - ports: [{ port: 8081 }]
      from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }
          podSelector: { matchLabels: { app: search } }
`;

describe("the playground in a browser", () => {
  withTempDir({
    "many.yaml": manyPeers,
    "edge.yaml": edge,
    "long.yaml": `${"# comment\n".repeat(30_000)}${run(["render", "-n", "prod"]).stdout}`,
    "hostile<img src=x>.json": hostileManifests,
    "kubectl.yaml": run(["render", "-n", "prod"]).stdout,
  });
  const openFile = withBrowser();
  before(() => writeFileSync("playground.html", run(["playground"]).stdout));

  /** Opens the playground with the first example, or with a fragment, and waits for the picture. */
  const open = async (options?: BrowserContextOptions) => {
    const opened = await openFile("playground.html", options);
    await settled(opened.page);
    return opened;
  };
  const settled = async (page: Page) => {
    for (const state of [".outdated", "#picture[aria-busy]"]) await page.locator(state).waitFor({ state: "detached" });
    await page.locator(".picture svg").waitFor();
  };
  const editor = (page: Page) => page.getByRole("textbox", { name: "Values or manifests" });
  /** Replaces the text in the editor as a user does. */
  const replaceText = async (page: Page, text: string) => {
    await editor(page).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText(text);
  };
  const cell = (page: Page, label: string) => page.getByRole("link", { name: label, exact: true });
  const search = "pods app=search in namespace shop to lb gateway: allowed on TCP 8081, beyond the documented table";

  it("requests nothing and reports no errors, whatever the user does", async () => {
    const { page, problems } = await open();
    for (const example of ["Amazon EKS", "Several clusters in a namespace", "A messy one", "A change"]) {
      await page.getByLabel("Example").selectOption({ label: example });
      await settled(page);
      await page.locator("td a").first().click();
      await page.getByRole("complementary", { name: "Explanation" }).waitFor();
    }
    await replaceText(page, "a: [");
    await page.locator(".errors li").first().waitFor();
    await page.getByRole("button", { name: "Copy link" }).click();
    assert.deepEqual(problems, []);
  });

  it("is smaller than 300 KB when it is compressed, without the picture's library", () => {
    const html = readFileSync("playground.html", "utf8");
    const withoutPicture = html.replace(/<script type="text\/plain" id="picture-worker">.*?<\/script>/s, "");
    assert.ok(html.length - withoutPicture.length > 500_000, "the library is left out");
    const size = gzipSync(withoutPicture, { level: 9 }).length;
    assert.ok(size < 300_000, `${size} bytes`);
  });

  it("shows what the text opens while the user types", async () => {
    const { page } = await open();
    await replaceText(page, edge);
    await cell(page, search).waitFor();
    await page.keyboard.press("Control+End");
    for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Backspace", "2"])
      await page.keyboard.press(key);
    await cell(page, search.replace("8081", "8082")).waitFor();
  });

  it("offers the fields of the values with their descriptions", async () => {
    const { page } = await open();
    await replaceText(page, "components:\n  lbGateway:\n    ");
    await page.keyboard.type("na");
    await page.getByText("Default: the name in Vald's Helm chart").waitFor();
    await page.getByRole("option", { name: "name", exact: true }).click();
    await page.keyboard.type("gateway");
    await settled(page);
    await editor(page)
      .filter({ hasText: /name: gateway/ })
      .waitFor();
  });

  it("marks an error at its character, and moves the cursor there on a click", async () => {
    const { page } = await open();
    await replaceText(page, edge.replace("lbGateway", "lbGatewya"));
    const error = page.locator(".errors button");
    await error.waitFor();
    assert.match(await error.innerText(), /^values\.yaml:3:11: edges\[0\]\.to\.component: got "lbGatewya"/);
    assert.equal(await page.locator(".cm-mark-error").innerText(), "component");
    await error.click();
    await page.keyboard.insertText("x");
    await editor(page)
      .filter({ hasText: /to: \{ xcomponent/ })
      .waitFor();
  });

  it("explains a cell on a click, and returns to the cell on Escape", async () => {
    const { page } = await open();
    await replaceText(page, edge);
    await cell(page, search).click();
    const explanation = page.getByRole("complementary", { name: "Explanation" });
    await explanation.getByText("values.yaml:2:5: edges[0]").waitFor();
    await page.keyboard.press("Escape");
    await explanation.waitFor({ state: "detached" });
    assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-label')"), search);
  });

  it("compares two texts in tabs", async () => {
    const { page } = await open();
    await replaceText(page, edge);
    await cell(page, search).waitFor();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText("No connections open or close.").waitFor();
    await replaceText(page, edge.replace("8081", "9000"));
    await cell(
      page,
      "pods app=search in namespace shop to lb gateway: allowed on TCP 9000, beyond the documented table, changes; before: allowed on TCP 8081",
    ).click();
    const explanation = page.getByRole("complementary", { name: "Explanation" });
    assert.match(await explanation.innerText(), /after\.yaml:2:5[^]*Before the change[^]*before\.yaml:2:5/);
    await page.getByRole("tab", { name: "Before" }).click();
    await editor(page)
      .filter({ hasText: /port: 8081/ })
      .waitFor();
    await page.getByRole("button", { name: "Stop comparing" }).click();
    await editor(page)
      .filter({ hasText: /port: 9000/ })
      .waitFor();
    assert.equal(await page.locator("#change").count(), 0);
  });

  it("reads a file that is dropped on it", async () => {
    const { page } = await open();
    const text = JSON.stringify(readFileSync("kubectl.yaml", "utf8"));
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${text}], "kubectl.yaml"));
      document.querySelector("#editor").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    }`);
    await page.getByText("assuming that Vald runs in namespace prod, because its policies are there").waitFor();
    await cell(page, "lb gateway to agent: allowed on all ports").click();
    await page
      .getByText(/^kubectl\.yaml:\d+:\d+$/)
      .first()
      .waitFor();
  });

  it("shows the table of a long text while it is edited, and does not highlight the text", async () => {
    const { page } = await open();
    const highlighted = page.locator(".cm-line span:not([class^='cm-'])");
    assert.notEqual(await highlighted.count(), 0);
    await page.locator("input[type=file]").setInputFiles("long.yaml");
    await cell(page, "lb gateway to agent: allowed on all ports").waitFor();
    assert.equal(await highlighted.count(), 0);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText(policy);
    await cell(page, search).waitFor();
  });

  it("keeps the text in its address, over a reload and in a link", async () => {
    const { page } = await open();
    const { hash: first } = new URL(page.url());
    await replaceText(page, edge);
    await page.waitForURL((url) => url.hash.length > 1 && url.hash !== first);
    await page.reload();
    await cell(page, search).waitFor();
    const { hash } = new URL(page.url());
    const { page: other } = await open();
    await other.goto("about:blank");
    await other.goto(`${page.url().split("#")[0]}${hash}`);
    await cell(other, search).waitFor();
    await editor(other)
      .filter({ hasText: /app: search/ })
      .waitFor();
  });

  it("starts with an example if its address is damaged", async () => {
    const { page, problems } = await open();
    const url = page.url().split("#")[0];
    await page.goto("about:blank");
    await page.goto(`${url}#1.damaged`);
    await settled(page);
    await editor(page)
      .filter({ hasText: /pyroscope/ })
      .waitFor();
    assert.deepEqual(
      problems.filter((problem) => !problem.includes("about:blank")),
      [],
    );
  });

  it("shows hostile names as text, never as markup", async () => {
    const { page } = await open();
    await page.locator("input[type=file]").setInputFiles("hostile<img src=x>.json");
    await page.getByText("policy-not-evaluated").waitFor();
    await settled(page);
    await page.locator("td a").first().click();
    await page.getByRole("complementary", { name: "Explanation" }).waitFor();
    assert.equal(await page.title(), "Network policies of Vald: playground");
    assert.equal(await page.locator("#playground :is(img, script, iframe, object, a[href*='evil'])").count(), 0);
    assert.ok((await page.locator("main").innerText()).includes(hostile));
  });

  it("prints the results without the editor", async () => {
    const { page } = await open();
    await page.emulateMedia({ media: "print" });
    assert.equal(await editor(page).isVisible(), false);
    assert.equal(await page.locator("#findings").isVisible(), true);
    assert.ok((await page.pdf()).length > 10_000);
  });

  for (const [width, colorScheme] of [
    [360, "dark"],
    [1280, "light"],
    [3840, "dark"],
  ] as const)
    describe(`at ${width} px in the ${colorScheme} scheme`, () => {
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };

      it("has no accessibility issues, with an error, a comparison, and an explanation", async () => {
        const { page } = await open(options);
        assert.deepEqual(await accessibilityIssues(page), []);
        await page.getByLabel("Example").selectOption({ label: "A change" });
        await settled(page);
        await page.locator("td a").first().click();
        await page.getByRole("complementary", { name: "Explanation" }).waitFor();
        assert.deepEqual(await accessibilityIssues(page), []);
        await replaceText(page, "a: [");
        await page.locator(".errors li").first().waitFor();
        assert.deepEqual(await accessibilityIssues(page), []);
      });

      it("is not wider than the screen", async () => {
        const { page } = await open(options);
        await page.locator("input[type=file]").setInputFiles("many.yaml");
        await page.getByText("agent read replica").first().waitFor();
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
      });
    });
});
