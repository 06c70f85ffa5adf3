import assert from "node:assert/strict";
import { assertPodPort, readPort } from "../../../cli/input/portOption";
import { UsageError } from "../../../cli/input/usageError";

const error = (text: string, reason: string) =>
  new UsageError(
    `option '--port <port>' argument '${text}' is invalid. Expected a whole number from 1 to 65535, or ${reason}`,
  );

describe("--port", () => {
  for (const [text, port] of [
    ["8081", 8081],
    ["grpc", "grpc"],
    ["name-of-a-port-of-a-service", "name-of-a-port-of-a-service"],
    ["d".repeat(63), "d".repeat(63)],
  ] as const)
    it(`reads ${text}`, () => assert.equal(readPort(text), port));

  for (const [text, reason] of [
    ["65536", "a port name."],
    ["d".repeat(64), "a port name of at most 15 characters."],
    ["8081/tcp", 'a port name of lowercase letters, digits, and "-". Write `--port 8081 --protocol TCP`.'],
    ["dns/UDP", 'a port name of lowercase letters, digits, and "-". Write `--port dns --protocol UDP`.'],
    ["8081/http", 'a port name of lowercase letters, digits, and "-".'],
  ] as const)
    it(`rejects ${text}`, () => assert.throws(() => readPort(text), error(text, reason)));

  it("rejects the name of a Service's port if the target is a pod", () => {
    const text = "name-of-a-port-of-a-service";
    assert.throws(() => assertPodPort(text), error(text, "a port name of at most 15 characters."));
    assert.doesNotThrow(() => assertPodPort("grpc"));
  });
});
