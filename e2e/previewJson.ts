import type { Stack } from "@pulumi/pulumi/automation";
import { output } from "./output";

/** The output of `pulumi preview --json` for a stack. */
export function previewJson({ name, workspace }: Stack, ...flags: string[]): Promise<string> {
  const args = ["preview", "--json", "--non-interactive", "--stack", name, ...flags];
  return output("pulumi", args, { cwd: workspace.workDir, env: { ...process.env, ...workspace.envVars } });
}
