import { join } from "node:path";
import ts from "typescript";
import { type Block, root } from "./blocks";

/** What the compiler says of the blocks, each a module at the root of the package, where its own name resolves to dist. */
export function typeErrors(blocks: readonly Block[]): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const modules = new Map(blocks.map(({ code }, i) => [join(root, `block${i}.ts`), code]));

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => modules.has(file) || fileExists(file);
  host.readFile = (file) => modules.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const code = modules.get(file);
    return code === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, code, target);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const block = blocks[[...modules.keys()].indexOf(file?.fileName ?? "")];
    return `${block?.at ?? file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
