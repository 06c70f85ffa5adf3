import type { Edits } from "../edits";
import { define } from "../json";
import { randomValue } from "../locations";
import { typo } from "../typo";

export const mistakesAnywhere: Edits = {
  "any other value": (draft) => {
    const { parent, key } = randomValue(draft);
    const values = [null, undefined, 0, 5, -1.5, "", "x", true, false, [], {}, [null], [{}], { a: "b" }];
    define(parent, key, structuredClone(draft.random.pick<unknown>(values)));
  },
  "any string with a typo": (draft) => {
    const { parent, key, value } = randomValue(draft, (candidate) => typeof candidate === "string");
    if (typeof value === "string") define(parent, key, typo(draft.random, value));
  },
  "any key with a typo": (draft) => {
    const { parent, key, value } = randomValue(draft);
    if (Array.isArray(parent)) return;
    Reflect.deleteProperty(parent, key);
    define(parent, typo(draft.random, key), value);
  },
  "any key removed": (draft) => {
    const { parent, key } = randomValue(draft);
    if (!Array.isArray(parent)) Reflect.deleteProperty(parent, key);
  },
};
