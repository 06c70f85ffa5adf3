import { type Browser, chromium } from "playwright-core";
import { onPath } from "./toolchain/onPath";

/**
 * Starts Chromium. Undefined if it is not installed. It runs without a sandbox, because root cannot use one, and does not connect
 * to anything of its own accord.
 */
export async function startChromium(): Promise<Browser | undefined> {
  const executablePath = onPath("chromium");
  if (executablePath === undefined) return undefined;
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
