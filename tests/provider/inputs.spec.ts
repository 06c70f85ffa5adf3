import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DependencyResource } from "@pulumi/pulumi/resource";
import { withPlainStructure } from "../../provider/inputs";

interface Leaf {
  value?: unknown;
  isSecret: boolean;
  urns: string[];
}

/** A property as Pulumi's server passes it on if it is secret or depends on resources. */
function wrapped(value: unknown, { secret = false, urns = [] as string[] }): pulumi.Output<unknown> {
  const Wrapper = pulumi.Output as unknown as new (...args: unknown[]) => pulumi.Output<unknown>;
  const resources = urns.map((urn) => new DependencyResource(urn));
  return new Wrapper(
    resources,
    Promise.resolve(value),
    Promise.resolve(true),
    Promise.resolve(secret),
    Promise.resolve([]),
  );
}

/** An unknown property as Pulumi's server passes it on if the language marks it as an Output. */
function unknownOutput(): pulumi.Output<unknown> {
  const Unknown = pulumi.Output as unknown as new (...args: unknown[]) => pulumi.Output<unknown>;
  return new Unknown(
    [],
    Promise.resolve(undefined),
    Promise.resolve(false),
    Promise.resolve(false),
    Promise.resolve([]),
  );
}

/** The inputs, with a description in place of each Output. */
async function described(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    const output = value as unknown as {
      promise(): Promise<unknown>;
      isKnown: Promise<boolean>;
      isSecret: Promise<boolean>;
      allResources(): Promise<Set<pulumi.Resource>>;
    };
    const urns = [...(await output.allResources())].map((one) =>
      (one.urn as unknown as { promise(): unknown }).promise(),
    );
    const leaf: Leaf = { isSecret: await output.isSecret, urns: (await Promise.all(urns)) as string[] };
    if (await output.isKnown) leaf.value = await output.promise();
    return leaf;
  }
  if (Array.isArray(value)) return Promise.all(value.map(described));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await described(inner)]);
  return Object.fromEntries(await Promise.all(entries)) as unknown;
}

const secret = (value: unknown) => ({ value, isSecret: true, urns: [] });

describe("the inputs of the Pulumi plugin", () => {
  const rows: [title: string, inputs: pulumi.Inputs, expected: object][] = [
    [
      "keep plain values and Outputs as they are",
      { edgePorts: "vald", edges: [{ from: { namespace: "shop" } }], labels: pulumi.secret({ team: "search" }) },
      { edgePorts: "vald", edges: [{ from: { namespace: "shop" } }], labels: secret({ team: "search" }) },
    ],
    [
      "have plain edges with secret leaves if the edges are secret",
      {
        edges: wrapped([{ from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8"] }, ports: [{ port: 443 }] }], {
          secret: true,
        }),
      },
      {
        edges: [
          { from: { component: "agent" }, to: { cidrs: [secret("10.0.0.0/8")] }, ports: [{ port: secret(443) }] },
        ],
      },
    ],
    [
      "have plain settings with leaves that depend on resources if the settings do, and only unknown leaves are unknown",
      {
        components: wrapped(
          {
            agent: { enabled: true, podLabels: { app: "a" } },
            lbGateway: { custom: { ingress: [{ from: [{ ipBlock: { cidr: pulumi.unknown } }] }, {}] } },
          },
          { urns: ["urn:bucket"] },
        ),
      },
      {
        components: {
          agent: { enabled: true, podLabels: { app: { value: "a", isSecret: false, urns: ["urn:bucket"] } } },
          lbGateway: {
            custom: { ingress: [{ from: [{ ipBlock: { cidr: { isSecret: false, urns: ["urn:bucket"] } } }] }, {}] },
          },
        },
      },
    ],
    [
      "have an unknown Output for each unknown value",
      { namespace: pulumi.unknown, edges: [{ from: { namespace: pulumi.unknown }, to: { component: "agent" } }] },
      {
        namespace: { isSecret: false, urns: [] },
        edges: [{ from: { namespace: { isSecret: false, urns: [] } }, to: { component: "agent" } }],
      },
    ],
    [
      "leave an unknown list of edges to the validator",
      { edges: unknownOutput() },
      { edges: { isSecret: false, urns: [] } },
    ],
    [
      "leave Outputs that must be plain to the validator",
      { edgePorts: wrapped("vald", { urns: ["urn:bucket"] }), cni: pulumi.unknown },
      { edgePorts: { value: "vald", isSecret: false, urns: ["urn:bucket"] }, cni: { isSecret: false, urns: [] } },
    ],
    [
      "keep unknown fields, which the validator rejects",
      { edge: wrapped(1, {}), edges: wrapped([{ form: 5 }], { secret: true }) },
      { edge: { value: 1, isSecret: false, urns: [] }, edges: [{ form: secret(5) }] },
    ],
  ];
  for (const [title, inputs, expected] of rows)
    it(title, async () => assert.deepEqual(await described(await withPlainStructure(inputs)), expected));
});
