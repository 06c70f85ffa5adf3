import { spawnSync } from "node:child_process";
import ts from "typescript";
import { root } from "./blocks";
import type { Printed } from "./shell";

/** Runs a program of a document where the package's own name resolves to dist. */
export function runProgram(code: string): Printed {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", outputText], { cwd: root, encoding: "utf8" });
  return { text: stdout + stderr, code: status ?? -1 };
}
