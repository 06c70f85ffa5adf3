import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { namespaces } from "../privateNetwork";

/** A number of seconds that nobody else sleeps. */
const mark = "86399";

describe("a private network", () => {
  it("is gone with all its processes when the process that asked for it is killed", async () => {
    const program = `require("child_process").spawn(${JSON.stringify(namespaces[0])}, ${JSON.stringify([
      ...namespaces.slice(1),
      "sh",
      "-c",
      `sleep ${mark} & echo started; sleep ${mark}`,
    ])}, { stdio: "inherit" })`;
    const asking = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => asking.stdout.once("data", resolve));
    assert.equal(await sleepersWhen(2), 2);
    asking.kill("SIGKILL");
    assert.equal(await sleepersWhen(0), 0);
  });
});

/** How many sleep, once they are so many, or after five seconds. */
async function sleepersWhen(count: number): Promise<number> {
  const deadline = Date.now() + 5000;
  while (sleeping().length !== count && Date.now() < deadline) await pause(50);
  return sleeping().length;
}

function sleeping(): string[] {
  return readdirSync("/proc").filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8") === `sleep\0${mark}\0`;
    } catch {
      return false;
    }
  });
}
