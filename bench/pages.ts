import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { startChromium } from "../e2e/chromium";
import { manifests } from "./manifests";
import { print, row, text } from "./markdown";
import { median } from "./median";
import { valdNetpol } from "./programs";
import { runProcess } from "./runProcess";

/** Values with 30 edges. Typing at the end changes a heading of the table. */
const values = `namespace: vald
edges:
${Array.from(
  { length: 30 },
  (_, i) => `  - to: { component: ${["lbGateway", "agent", "discoverer"][i % 3]} }
    ports: [{ port: ${8081 + i} }]
    from:
      namespace: team-${i}
      podLabels:
        app: client`,
).join("\n")}`;

/** Measures the report and the playground in Chromium. */
export async function measurePages(folder: string, rounds: number): Promise<void> {
  print("### The pages in Chromium\n");
  const browser = await startChromium();
  if (browser === undefined) return print("Skipped: Chromium is not installed.\n");
  try {
    await measureIn(browser, folder, rounds);
  } finally {
    await browser.close();
  }
}

async function measureIn(browser: Browser, folder: string, rounds: number): Promise<void> {
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const valuesFile = file("edges.yaml", values);
  const outputOf = (...args: string[]) => readFileSync(runProcess(valdNetpol(...args), folder)!.output, "utf8");
  const written = (name: string, ...args: string[]) => file(name, outputOf(...args));
  const dump = file("dump.yaml", `${outputOf("render")}---\n${manifests({ pods: 2000, policies: 500 })}`);
  const report = written("report.html", "report", valuesFile);
  const playground = written("playground.html", "playground");

  row("", "ms");
  row("---", "---:");
  const measure = async (title: string, once: (page: Page) => Promise<number>) => {
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) times.push(await inNewPage(browser, once));
    row(title, text(median(times)));
  };
  await measure("report, 30 edges: first view", (page) => firstView(page, report));
  await measure("playground: first view, with the table", (page) => firstView(page, playground));
  await measure("playground: new table after a key, 30 edges", async (page) => {
    await firstView(page, playground);
    await open(page, valuesFile, "client");
    return (await type(page)).table;
  });
  await measure("playground: longest task while 20 keys are typed, 30 edges", async (page) => {
    await firstView(page, playground);
    await open(page, valuesFile, "client");
    return (await type(page, 20)).longestTask;
  });
  await measure("playground: table of a dump of 500 policies and 2,000 pods", async (page) => {
    await firstView(page, playground);
    return open(page, dump, "");
  });
  print("");
  row("file", "KB", "KB compressed");
  row("---", "---:", "---:");
  for (const [name, path] of [
    ["report, 30 edges", report],
    ["playground", playground],
  ] as const) {
    const bytes = readFileSync(path);
    row(name, ...[bytes, gzipSync(bytes, { level: 9 })].map(({ length }) => (length / 1000).toFixed(0)));
  }
  print("");
}

/** Without the policy, because the measurements are scripts that the policy does not allow. */
async function inNewPage(browser: Browser, once: (page: Page) => Promise<number>): Promise<number> {
  const context = await browser.newContext({ offline: true, bypassCSP: true });
  try {
    return await once(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The time until the table is on the page. */
async function firstView(page: Page, file: string): Promise<number> {
  await page.goto(pathToFileURL(file).href);
  await page.locator("table").waitFor();
  return page.evaluate("performance.now()");
}

/** Opens a file in the playground. Returns the time until the table shows it. */
async function open(page: Page, file: string, heading: string): Promise<number> {
  await page.evaluate(
    `window.before = document.querySelector("table");
    window.opened = performance.now();`,
  );
  await page.locator("input[type=file]").setInputFiles(file);
  await page.waitForFunction(
    `document.querySelector("table") !== null && document.querySelector("table") !== window.before &&
      document.querySelector("table").textContent.includes(${JSON.stringify(heading)})`,
    undefined,
    { polling: 10, timeout: 60_000 },
  );
  return page.evaluate("performance.now() - window.opened");
}

/** Types at the end of the text. Returns the time from the last key until the table shows it, and the longest task of the page. */
async function type(page: Page, keys = 1): Promise<{ table: number; longestTask: number }> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.waitForTimeout(500);
  const typed = "x".repeat(keys);
  await page.evaluate(
    `window.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
    }).observe({ entryTypes: ["longtask"] });
    addEventListener("keydown", () => (window.pressed = performance.now()), true);
    new MutationObserver(() => {
      if (window.shown === undefined && document.querySelector("table")?.textContent.includes("client${typed}"))
        window.shown = performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });`,
  );
  await page.keyboard.type(typed, { delay: keys > 1 ? 40 : 0 });
  await page.waitForFunction("window.shown !== undefined", undefined, { timeout: 60_000 });
  return page.evaluate("({ table: window.shown - window.pressed, longestTask: window.longestTask })");
}
