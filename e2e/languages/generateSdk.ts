import { join } from "node:path";
import { output } from "../output";
import { root } from "./fixture";

export type Language = "nodejs" | "python" | "go" | "dotnet" | "java";

/** Generates the SDK for a language with Pulumi's own generator, and returns its folder. Fails if the schema is not valid. */
export async function generateSdk(language: Language, folder: string): Promise<string> {
  await output("sdk-gen", [join(root, "provider/schema.json"), language, folder], { cwd: root });
  return folder;
}
