import assert from "node:assert/strict";
import fc from "fast-check";
import { manifestYaml } from "../../../cli/output/manifestYaml";
import { parseDocuments } from "../../../cli/input/parseDocuments";
import { networkPolicies, validate } from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";

const labeled = (labels: Record<string, string>) => ({ metadata: { labels } });
const readBack = (manifests: readonly object[]) => parseDocuments(manifestYaml(manifests), "manifests.yaml");

/** Words made of characters that occur in numbers and booleans. */
const word = fc
  .array(fc.constantFrom(..."0011789_.-xXbBoOeEyYnNsSfFtTruelinfNa"), { maxLength: 8 })
  .map((characters) => characters.join(""));

describe("manifestYaml", () => {
  it("quotes strings that kubectl would not read as strings", () => {
    const labels = Object.fromEntries(
      ["yes", "Off", "y", "null", "010", "1_000", "0b11", "0B11", "0O17", "0X1F", "1e3", "2024-01-01", ""].map(
        (value, i) => [`key-${i}`, value],
      ),
    );
    assert.equal(
      manifestYaml([labeled({ ...labels, on: "a" })]),
      `metadata:
  labels:
    key-0: "yes"
    key-1: "Off"
    key-2: "y"
    key-3: "null"
    key-4: "010"
    key-5: "1_000"
    key-6: "0b11"
    key-7: "0B11"
    key-8: "0O17"
    key-9: "0X1F"
    key-10: "1e3"
    key-11: "2024-01-01"
    key-12: ""
    "on": a
`,
    );
  });

  it("does not quote ordinary strings", () => {
    const [agent] = networkPolicies({
      namespace: "vald",
      labels: { "example.com/team": "search-2", version: "v1.7" },
      annotations: { note: "two\nlines\n", link: "https://example.com/a?b=c" },
      components: { agent: { custom: { egress: [{ to: [{ ipBlock: { cidr: "2001:db8::/32" } }] }] } } },
    });
    assert.equal(
      manifestYaml(agent === undefined ? [] : [agent]),
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  annotations:
    link: https://example.com/a?b=c
    note: |
      two
      lines
  labels:
    app.kubernetes.io/component: vald-agent
    app.kubernetes.io/part-of: vald
    example.com/team: search-2
    version: v1.7
  name: vald-agent-allow
  namespace: vald
spec:
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
    - to:
        - ipBlock:
            cidr: 2001:db8::/32
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: vald-lb-gateway
    - from:
        - podSelector:
            matchLabels:
              app: vald-manager-index
  podSelector:
    matchLabels:
      app: vald-agent
  policyTypes:
    - Ingress
    - Egress
`,
    );
  });

  it("round-trips any valid label value", () => {
    const value = word.filter((text) => validate({ labels: { key: text } }).length === 0);
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const manifest = labeled(
          Object.fromEntries(
            values.flatMap((text, i) => [
              [`key-${i}`, text],
              [text, "a"],
            ]),
          ),
        );
        assert.deepEqual(readBack([manifest]), [manifest]);
      }),
      { numRuns: 300 },
    );
  });

  it("round-trips any string in an annotation", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), word), (text) => {
        const manifest = { metadata: { annotations: { text } } };
        assert.deepEqual(readBack([manifest]), [manifest]);
      }),
      { numRuns: 300 },
    );
  });

  it("round-trips the policies of any valid args", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const policies = networkPolicies(args);
        assert.deepEqual(readBack(policies), policies);
      }),
      { numRuns: 25 },
    );
  });
});
