import assert from "node:assert/strict";
import { load } from "js-yaml";
import { escapeLines, jsonText, markdownText } from "../../../cli/output/escape";
import { manifestYaml } from "../../../cli/output/manifestYaml";

/** Characters that a terminal, a log, or an editor interprets: C0, C1, direction marks, and line separators. */
const characters = ["\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u200b", "\u202e", "\u2028", "\u2066", "\ufeff"];
const hostile = [
  ...characters.map((one) => `a${one}b`),
  "##[error]a",
  "x ##[group]",
  "::error::a",
  "a\n  ::set-output::b",
];
const interpreted =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##\[|^\s*::/m;

describe("escapeLines", () => {
  for (const text of hostile)
    it(`escapes ${JSON.stringify(text)}`, () => assert.doesNotMatch(escapeLines(text), interpreted));

  it("changes nothing else", () => {
    const text = "a -> b, TCP 80: ✅\n\t  # [a](b) ##a: :b é\n";
    assert.equal(escapeLines(text), text);
  });
});

describe("jsonText", () => {
  for (const text of hostile)
    it(`escapes ${JSON.stringify(text)}, and keeps its value`, () => {
      const json = jsonText({ [text]: text });
      assert.doesNotMatch(json, interpreted);
      assert.deepEqual(JSON.parse(json), { [text]: text });
    });
});

describe("manifestYaml", () => {
  for (const text of hostile)
    it(`escapes ${JSON.stringify(text)}, and keeps its value`, () => {
      const yaml = manifestYaml([{ annotations: { text } }]);
      assert.doesNotMatch(yaml, interpreted);
      assert.deepEqual(load(yaml), { annotations: { text } });
    });
});

describe("markdownText", () => {
  for (const [text, escaped] of [
    ["[click](http://evil)", "\\[click\\](http&#58;//evil)"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["@team #12 `a` **b** | c", "&#64;team &#35;12 \\`a\\` \\*\\*b\\*\\* \\| c"],
    ["www.evil.example", "www&#46;evil.example"],
    ["CiliumNetworkPolicy vald/agent (cilium.io/v2)", "CiliumNetworkPolicy vald/agent (cilium.io/v2)"],
  ] as const)
    it(`escapes ${text}`, () => assert.equal(markdownText(text), escaped));
});
