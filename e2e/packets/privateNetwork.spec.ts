import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { namespaceCommand } from "../privateNetwork";

/** A number of seconds that no other process sleeps. */
const uniqueSeconds = "86399";

describe("the private network", () => {
  it("ends with all its processes when the process that started it is killed", async () => {
    const [program, ...options] = namespaceCommand;
    const script = `sleep ${uniqueSeconds} & echo started; sleep ${uniqueSeconds}`;
    const args = JSON.stringify([...options, "sh", "-c", script]);
    const starter = spawn(
      process.execPath,
      ["-e", `require("child_process").spawn("${program}", ${args}, { stdio: "inherit" })`],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await new Promise((resolve) => starter.stdout.once("data", resolve));
    assert.equal(await waitForSleepers(2), 2);
    starter.kill("SIGKILL");
    assert.equal(await waitForSleepers(0), 0);
  });
});

/** Waits up to 30 seconds for a number of sleeping processes, and returns how many there are. */
async function waitForSleepers(count: number): Promise<number> {
  const deadline = Date.now() + 30_000;
  while (sleeperCount() !== count && Date.now() < deadline) await pause(50);
  return sleeperCount();
}

function sleeperCount(): number {
  return readdirSync("/proc").filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8") === `sleep\0${uniqueSeconds}\0`;
    } catch {
      return false;
    }
  }).length;
}
