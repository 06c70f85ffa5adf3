import { join } from "node:path";
import ts from "typescript";
import { type Block, root } from "./blocks";

/**
 * The type errors of programs. Each compiles as a module in a folder. By default, it is the root of this checkout, where the package's
 * own name resolves to dist.
 */
export function typeErrors(programs: readonly Block[], folder = root): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const options = { ...parsed.options, rootDir: folder };
  const modules = new Map(programs.map((block, i) => [join(folder, `program${i}.ts`), block]));

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => modules.has(file) || fileExists(file);
  host.readFile = (file) => modules.get(file)?.code ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const block = modules.get(file);
    return block === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, block.code, target);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = file?.fileName ?? "";
    return `${modules.get(name)?.at ?? name}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
