// The entry of the Pulumi plugin. It exports nothing: if it exported a component, Pulumi would infer a schema from its args, and
// refuse them.
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../args/invalidArgsError";
import { formatExpectation, formatPath } from "../args/schema/issue";
import { construct } from "./construct";
import { functions } from "./functions";
import schema from "./schema.json";

const provider = { version: schema.version, schema: JSON.stringify(schema), construct, invoke };
void pulumi.provider.main(provider, process.argv.slice(2));

async function invoke(token: string, inputs: unknown): Promise<pulumi.provider.InvokeResult> {
  const [, , name = ""] = token.split(":");
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (run === undefined) throw new Error(`unknown function ${token}`);
  try {
    return { outputs: run(inputs) };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    const failures = error.issues.map((issue) => ({
      property: formatPath(issue.path),
      reason: formatExpectation(issue),
    }));
    return { outputs: {}, failures };
  }
}
