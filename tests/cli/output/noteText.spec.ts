import assert from "node:assert/strict";
import type { Note } from "../../../cli/note";
import { noteText } from "../../../cli/output/noteText";

describe("noteText", () => {
  for (const [note, text] of [
    [
      { code: "pods-on-host-network", count: 2 },
      "left out: 2 pods on the host network, to which policies do not apply",
    ],
    [{ code: "pods-ended", count: 1 }, "left out: 1 pod that has terminated"],
    [
      { code: "policies-not-read", apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", count: 1 },
      "not read: 1 CiliumNetworkPolicy of cilium.io/v2, which may open or close more",
    ],
    [
      { code: "policies-not-read", apiVersion: "crd.projectcalico.org/v1", kind: "NetworkPolicy", count: 2 },
      "not read: 2 NetworkPolicy of crd.projectcalico.org/v1, which may open or close more",
    ],
    [{ code: "objects-skipped", count: 2 }, "skipped: 2 objects of other kinds"],
    [
      { code: "no-policy-selects-a-component", namespace: "web" },
      "no policy selects a component of Vald in namespace web; use -n to choose another namespace",
    ],
    [
      { code: "pods-with-unknown-facts", fact: "address", count: 1 },
      "unknown: the address of 1 pod, so no ipBlock matches it",
    ],
  ] satisfies [Note, string][])
    it(`words ${note.code} as: ${text}`, () => assert.equal(noteText(note), text));
});
