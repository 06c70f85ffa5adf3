import assert from "node:assert/strict";
import { customRulesFrom } from "../../core";

describe("customRulesFrom", () => {
  it("returns valid rules, and undefined for undefined", () => {
    const rules = { ingress: [{ ports: [{ port: 8081 }] }] };
    assert.equal(customRulesFrom("vald:custom", rules), rules);
    assert.equal(customRulesFrom("vald:custom", undefined), undefined);
  });

  it("names the config key in every issue", () => {
    assert.throws(() => customRulesFrom("my-stack:custom", { ingress: [{ form: [] }], egres: [] }), {
      message: `Invalid args:
  my-stack:custom.ingress[0].form: unknown field; expected \`from\` or \`ports\` (did you mean \`from\`?)
  my-stack:custom.egres: unknown field; expected \`ingress\` or \`egress\` (did you mean \`egress\`?)`,
    });
  });
});
