import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { onPath } from "../toolchain/onPath";

/** Chromium runs without a sandbox, because root cannot use one, and does not connect to anything of its own accord. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page that is open in the browser. */
export interface OpenPage {
  page: Page;
  /** What the page did that it must not do: errors, and requests other than for the file itself. */
  problems: string[];
}

/** Starts Chromium for the tests of this suite, and returns a function that opens a file without a network. */
export function withBrowser(): (file: string, options?: BrowserContextOptions) => Promise<OpenPage> {
  let browser: Browser;
  before(async function () {
    const executablePath = onPath("chromium");
    if (executablePath === undefined) this.skip();
    browser = await chromium.launch({ executablePath, args: flags });
  });
  after(() => browser?.close());
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  return async (file, options) => {
    const context = await browser.newContext({ offline: true, ...options });
    const page = await context.newPage();
    const problems: string[] = [];
    const url = pathToFileURL(file).href;
    page.on("request", (request) => {
      const [requested = ""] = request.url().split("#");
      // The page starts workers with scripts that it contains.
      if (requested !== url && !requested.startsWith("blob:null/")) problems.push(`request: ${request.url()}`);
    });
    page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    await page.goto(url);
    return { page, problems };
  };
}
