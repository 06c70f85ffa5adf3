import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startChromium } from "../chromium";

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
    browser = (await startChromium()) ?? this.skip();
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
