import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { LocalWorkspace, type PreviewResult, type Stack } from "@pulumi/pulumi/automation";
import { fixture } from "./fixture";

/** The variable that keeps Pulumi from checking the types of a program. */
const transpileOnly = "PULUMI_NODEJS_TRANSPILE_ONLY";

/** The environment in which a project outside the checkout runs. */
interface Runtime {
  /** The project's node_modules. */
  modules: string;
  /** The folder that contains the `node` that runs the program. */
  node?: string;
}

/** A stack of a TypeScript project outside the checkout. The project's program is programs/<program>. */
export async function projectStack(
  program: string,
  stackName: string,
  { modules, node = dirname(process.execPath) }: Runtime = fixture(),
): Promise<Stack> {
  const { folder } = fixture();
  const workDir = join(folder, `${program}-${stackName}`);
  cpSync(join(__dirname, "programs", program), workDir, { recursive: true });
  symlinkSync(modules, join(workDir, "node_modules"));
  writeFileSync(join(workDir, "package.json"), JSON.stringify({ name: program, main: "index.ts" }));
  writeFileSync(join(workDir, "tsconfig.json"), JSON.stringify(userTsconfig));
  writeFileSync(join(workDir, "Pulumi.yaml"), `name: ${program}\nruntime: nodejs\n`);
  const path = [node, process.env["PATH"] ?? ""].join(delimiter);
  return folderStack(stackName, workDir, { PATH: path });
}

/** The tsconfig.json that `pulumi new kubernetes-typescript` creates. */
const userTsconfig = {
  compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node", skipLibCheck: true },
  files: ["index.ts"],
};

/** A stack of an example in the built checkout. The folder is relative to the checkout. */
export function exampleStack(stackName: string, folder: string): Promise<Stack> {
  return folderStack(stackName, join(fixture().checkout.folder, folder));
}

function folderStack(stackName: string, workDir: string, environment = {}): Promise<Stack> {
  const envVars = { ...fixture().environment, ...environment, [transpileOnly]: "true" };
  return LocalWorkspace.createOrSelectStack({ stackName, workDir }, { envVars });
}

/** Previews the stack and type-checks the program. Other runs skip type checking, which takes seconds. */
export async function typeCheckedPreview(stack: Stack): Promise<PreviewResult> {
  const { envVars } = stack.workspace;
  envVars[transpileOnly] = "false";
  const result = await stack.preview();
  envVars[transpileOnly] = "true";
  return result;
}
