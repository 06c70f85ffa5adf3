import type { Mistakes } from "./mistake";
import { anywhere } from "../places";
import { slip } from "../slip";
import { define } from "../tree";

export const mistakesAnywhere: Mistakes = {
  "a value of another kind anywhere": (made) => {
    const [parent, key] = anywhere(made);
    define(
      parent,
      key,
      made.draw.pick<unknown>([null, undefined, 0, 5, -1.5, "", "x", true, false, [], {}, [null], [{}], { a: "b" }]),
    );
  },
  "text with a slip anywhere": (made) => {
    const [parent, key, value] = anywhere(made, (candidate) => typeof candidate === "string");
    if (typeof value === "string") define(parent, key, slip(made.draw, value));
  },
  "a key with a slip anywhere": (made) => {
    const [parent, key, value] = anywhere(made);
    if (Array.isArray(parent)) return;
    Reflect.deleteProperty(parent, key);
    define(parent, slip(made.draw, key), value);
  },
  "a key missing anywhere": (made) => {
    const [parent, key] = anywhere(made);
    if (!Array.isArray(parent)) Reflect.deleteProperty(parent, key);
  },
};
