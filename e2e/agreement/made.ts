import type { Draw, Tree } from "./draw";

/** What a mistake is made in. */
export interface Made {
  args: Tree;
  component: string;
  draw: Draw;
}
