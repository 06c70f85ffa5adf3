import type { Draw } from "../draw";

export function wrongLabelKey(draw: Draw): string {
  return draw.pick([
    "",
    "/",
    "a/",
    "/a",
    "a/b/c",
    "-a",
    "a-",
    "_a",
    "a.",
    "a b",
    "é",
    "Example.com/a",
    "ex_ample.com/a",
    "a..b/c",
    "-a/b",
    "n".repeat(64),
    `${"p".repeat(254)}/a`,
    "app=a",
    "a\n",
    "__proto__",
  ]);
}

export function wrongLabelValue(draw: Draw): string {
  return draw.pick([
    "-",
    "-a",
    "a-",
    "_a",
    "a.",
    "a b",
    "a/b",
    "é",
    "v".repeat(64),
    "a,b",
    "*",
    " ",
    "a\n",
    "10.0.0.0/8",
  ]);
}
