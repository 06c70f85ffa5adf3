import * as pulumi from "@pulumi/pulumi";
import { componentArgsSchema } from "../args/argsSchema";
import { isRecord } from "../args/schema/isRecord";
import type { Schema } from "../args/schema/schema";

/**
 * Undoes what Pulumi does to a top-level property that is secret or depends on resources, and whose leaves are not marked as
 * Outputs, such as in Python if the component has transforms: the whole property becomes one Output. Its structure becomes plain
 * again, and each leaf that may be an Input becomes an Output with the same secrecy and dependencies. An unknown value becomes an
 * unknown Output. For example, an unknown namespace in one edge leaves the other edges known.
 */
export async function withPlainStructure(inputs: pulumi.Inputs) {
  const { fields } = componentArgsSchema;
  const entries = Object.entries(inputs).map(async ([key, value]: [string, unknown]) => {
    const property = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return [key, property === undefined ? value : await withPlainProperty(value, property)];
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<string, unknown>;
}

async function withPlainProperty(value: unknown, schema: Schema): Promise<unknown> {
  if (!pulumi.Output.isInstance(value)) return withLeaves(value, schema, (inner) => inner);
  // An Input may be an Output, and a plain scalar must not be one, so that the validator rejects it.
  if (!isPlain(schema) || schema.kind === "scalar") return value;
  const { content, isSecret, resources } = await detailsOf(value);
  // The validator rejects an unknown value, because the set of policies depends on what it contains.
  if (content === undefined) return value;
  return withLeaves(content, schema, (inner) => {
    // An Output that is made of the URNs depends on the resources.
    const output = pulumi.all(resources.map(({ urn }) => urn)).apply(() => inner);
    return isSecret ? pulumi.secret(output) : output;
  });
}

/** Replaces each scalar that may be an Input, and each unknown value, which is an Output of the SDK without a value. */
function withLeaves(value: unknown, schema: Schema | undefined, leaf: (value: unknown) => unknown): unknown {
  if (pulumi.isUnknown(value)) return leaf(pulumi.output(value));
  if (pulumi.Output.isInstance(value)) return value;
  if (Array.isArray(value)) {
    const items = schema?.kind === "list" ? schema.items : undefined;
    return value.map((item) => withLeaves(item, items, leaf));
  }
  if (isRecord(value)) {
    const fieldOf = (key: string) =>
      schema?.kind === "object" ? schema.fields[key] : schema?.kind === "map" ? schema.value : undefined;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withLeaves(inner, fieldOf(key), leaf)]),
    );
  }
  return schema !== undefined && isPlain(schema) ? value : leaf(value);
}

function isPlain(schema: Schema): boolean {
  return "plain" in schema && schema.plain === true;
}

/** What the types of the SDK hide: with `true`, the promise resolves to the known parts of a value of which others are unknown. */
async function detailsOf(output: pulumi.Output<unknown>) {
  const hidden = output as unknown as {
    promise(withUnknowns: true): Promise<unknown>;
    isSecret: Promise<boolean>;
    allResources(): Promise<Set<pulumi.Resource>>;
  };
  const [content, isSecret, resources] = await Promise.all([
    hidden.promise(true),
    hidden.isSecret,
    hidden.allResources(),
  ]);
  return { content, isSecret, resources: [...resources] };
}
