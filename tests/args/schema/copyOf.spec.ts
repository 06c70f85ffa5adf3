import assert from "node:assert/strict";
import { copyOf } from "../../../args/schema/copyOf";
import { isRecord } from "../../../args/schema/isRecord";
import { networkPolicies, type NetworkPoliciesArgs } from "../../../core";

describe("copyOf", () => {
  it("copies objects and lists, and keeps all other values", () => {
    const date = new Date();
    const value = { list: [{ a: 1 }, undefined], date, nothing: null };
    const copy = copyOf(value);
    assert.deepEqual(copy, value);
    assert.ok(copy.list !== value.list && copy.list[0] !== value.list[0] && copy.date === date);
  });

  it("copies a field with the name __proto__", () => {
    const value = JSON.parse('{"__proto__": {"a": 1}}') as object;
    assert.deepEqual(Object.keys(copyOf(value)), ["__proto__"]);
  });

  it("ends for a value that contains itself, and for a deep one", () => {
    const cycle: Record<string, unknown> = {};
    for (const key of ["a", "b", "c"]) cycle[key] = cycle;
    assert.deepEqual(Object.keys(copyOf(cycle)), ["a", "b", "c"]);
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    assert.ok(copyOf(deep) !== deep);
  });

  it("copies no Proxy, which may hide fields, so that the validator rejects it", () => {
    for (const value of [new Proxy({ from: [] }, { ownKeys: () => [] }), new Proxy({ from: [] }, {})])
      assert.equal(isRecord(copyOf({ value }).value), false);
  });

  it("copies an object with values that cannot be cloned", () => {
    const value = { f: () => 1, output: new Proxy(class {}, {}) };
    assert.deepEqual(copyOf(value), value);
  });
});

describe("policies", () => {
  it("do not change if the program changes its args later", () => {
    const from = [{ podSelector: { matchLabels: { app: "web" } } }];
    const args: NetworkPoliciesArgs = { components: { agent: { custom: { ingress: [{ from }] } } } };
    const policies = networkPolicies(args);
    const before = JSON.stringify(policies);
    from.length = 0;
    assert.equal(JSON.stringify(policies), before);
  });
});
