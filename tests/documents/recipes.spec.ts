import assert from "node:assert/strict";
import { check, networkPolicies } from "../../policies";
import { recipes, recipesHead } from "./recipes";
import { slugOf } from "./slugOf";

const all = recipes();

describe("the recipes", () => {
  it("are these", () => {
    assert.deepEqual(
      all.map(({ heading }) => heading),
      [
        "Clients in the cluster",
        "Clients through an ingress controller or a load balancer",
        "Profilers and scrapers",
        "Probes of the kubelet",
        "An OTLP collector",
        "Backups in S3 or Google Cloud Storage",
        "Filters of your own",
        "kind",
        "EKS",
        "GKE",
        "OpenShift",
        "NodeLocal DNSCache",
        "Only Vald's ports",
        "EKS Pod Identity",
        "GKE's metadata server",
        "Mirrors in other namespaces and clusters",
        "Two Valds in one namespace",
        "Istio with sidecars",
        "Istio in ambient mode",
        "Linkerd",
      ],
    );
  });

  for (const { heading, file, args, text } of all) {
    describe(heading, () => {
      it("is linked to at the top", () => {
        assert.ok(recipesHead().includes(`](#${slugOf(heading)})`));
      });

      // Of other pods than those of the default there is nothing to compare.
      if (args.instanceLabels === undefined) {
        const closes = ["Only Vald's ports", "Mirrors in other namespaces and clusters"].includes(heading);
        it(`shows what it opens, and ${closes ? "what it closes" : "closes nothing"}`, () => {
          const output = text.split(`\`\`\`sh\nvald-netpol diff default.yaml ${file}\n`)[1] ?? "";
          assert.match(output, /```text output 1\nOpens:\n {2}/);
          assert.equal(/^Closes:/m.test(output), closes);
        });
      }

      it("names its sources once, with links, and where it was not tried once", () => {
        const [, ...items] = text.split(/^- (?=Source|Not tried)/m);
        assert.equal(items.length, 2);
        assert.match(items[0] ?? "", /^Source: (?:.|\n)*\]\(https:/);
        assert.match(items[1] ?? "", /^Not tried on: \S/);
      });

      it("has nothing that check finds above information", () =>
        assert.deepEqual(
          check({ args }).findings.filter(({ severity }) => severity !== "info"),
          [],
        ));

      it("is for Vald in the namespace of the default, and needs no custom rules", () => {
        assert.equal(networkPolicies(args)[0]?.metadata.namespace, "vald");
        assert.doesNotMatch(JSON.stringify(args), /"custom"/);
      });
    });
  }
});
