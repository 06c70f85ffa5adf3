import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { makeNamespace, namespaceNames, servedPolicies } from "./cluster";
import { failure, stackFrame } from "./failure";
import { type Dependencies, installedStack, installedVersion, writtenWith } from "./installed";

interface Row {
  peers: string;
  dependencies: Dependencies;
  binaries?: string[];
}

const hasNewNode = Number(process.versions.node.split(".")[0]) >= 22;
const node = `node-${process.platform}-${process.arch}`;

const rows: Row[] = [
  { peers: "the versions it was written with", dependencies: writtenWith },
  {
    peers: "the lowest versions of its peers",
    dependencies: { "@pulumi/pulumi": "3.113.0", "@pulumi/kubernetes": "4.9.1" },
  },
  {
    peers: "the newest versions of its peers",
    // They ask for Node 22 or newer.
    dependencies: {
      "@pulumi/pulumi": "3.270.0",
      "@pulumi/kubernetes": "4.34.2",
      ...(hasNewNode ? {} : { [node]: "22" }),
    },
    binaries: hasNewNode ? [] : [`${node}/bin`],
  },
];

rows.forEach(({ peers, dependencies, binaries }, i) => {
  describe(`a TypeScript program with the packed package and ${peers}`, () => {
    const namespace = `installed-${i}`;
    let stack: Stack;

    before(async () => {
      stack = await installedStack("deploy", namespace, dependencies, binaries);
      await stack.setConfig("namespace", { value: namespace });
    });

    for (const name of ["@pulumi/pulumi", "@pulumi/kubernetes"]) {
      it(`has ${name} ${dependencies[name] ?? ""}`, async () => {
        assert.equal(await installedVersion(dependencies, name), dependencies[name]);
      });
    }

    it("is previewed", async () => {
      assert.deepEqual((await stack.preview()).changeSummary, { create: 8 });
    });

    it("is brought up", async () => {
      assert.deepEqual((await stack.up()).summary.resourceChanges, { create: 8 });
    });

    it("puts five policies on the server", async () => {
      assert.equal(Object.keys(await servedPolicies(namespace)).length, 5);
    });

    it("names its one opening", async () => {
      const { opens } = await stack.outputs();
      assert.deepEqual(opens?.value, ["every component may be reached from 192.0.2.0/24, all ports"]);
    });

    it("changes nothing when it is brought up again", async () => {
      assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 8 });
    });

    it("is destroyed", async () => {
      assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 8 });
    });

    it("leaves no namespace behind", async () => {
      assert.equal((await namespaceNames()).includes(namespace), false);
    });
  });
});

describe("a plain mistake in a program", () => {
  let message: string;
  let stack: Stack;

  before(async () => {
    stack = await installedStack("mistake", "mistake");
    message = await failure(() => stack.up());
  });

  it("stops the preview with the reason", async () => {
    assert.match(
      await failure(() => stack.preview()),
      /Vald's network policies were not made:\s+defaults\.networkPolicy\.custom\.ingress\[0\]\.form: /,
    );
  });

  it("stops up with the reason", () => {
    assert.match(
      message,
      /Vald's network policies were not made:\s+defaults\.networkPolicy\.custom\.ingress\[0\]\.form: /,
    );
  });

  it("shows no stack trace", () => {
    assert.doesNotMatch(message, stackFrame);
  });

  it("registers nothing", async () => {
    assert.deepEqual(await registeredTypes(stack), ["pulumi:pulumi:Stack"]);
  });
});

describe("a wrong value that is known only in up", () => {
  let message: string;
  let stack: Stack;

  before(async () => {
    await makeNamespace("late");
    stack = await installedStack("late", "late");
    message = await failure(() => stack.up());
  });
  after(() => stack.destroy());

  it("is reported", () => {
    assert.match(message, /components\.agent\.custom\.ingress\[0\]\.ports\[0\]\.port: 70000 given; expected /);
  });

  it("shows no stack trace", () => {
    assert.doesNotMatch(message, stackFrame);
  });

  it("stops every policy", async () => {
    assert.deepEqual(await servedPolicies("late"), {});
  });
});

async function registeredTypes(stack: Stack): Promise<string[]> {
  const { deployment } = (await stack.exportStack()) as { deployment: { resources?: { type: string }[] } };
  return (deployment.resources ?? []).map(({ type }) => type);
}
