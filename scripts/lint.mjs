// Checks types and lints in one process: ESLint reuses the type check's program, so the program is created only once.
import { ESLint } from "eslint";
import ts from "typescript";
import { createProgram } from "@typescript-eslint/parser";

const program = createProgram("tsconfig.json");
const diagnostics = ts.getPreEmitDiagnostics(program);
const host = {
  getCurrentDirectory: () => process.cwd(),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
process.stdout.write(ts.formatDiagnostics(diagnostics, host));

const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { project: null, programs: [program] } } },
});
const results = await eslint.lintFiles(["."]);
const formatter = await eslint.loadFormatter();
process.stdout.write(await formatter.format(results));
process.exitCode = diagnostics.length + results.reduce((sum, { errorCount }) => sum + errorCount, 0) > 0 ? 1 : 0;
