import eks from "./examples/eks.yaml";
import messy from "./examples/messy.yaml";
import severalClusters from "./examples/severalClusters.yaml";
import vald from "./examples/vald.yaml";
import type { Sides } from "./messages";

/** An input to start from. */
export interface Example {
  title: string;
  sides: Sides;
}

const values = (title: string, text: string): Example => ({ title, sides: { after: { name: "values.yaml", text } } });

export const examples: readonly [Example, ...Example[]] = [
  values("Vald's page", vald),
  values("Amazon EKS", eks),
  values("Several clusters in a namespace", severalClusters),
  values("A messy one", messy),
  {
    title: "A change",
    sides: {
      before: { name: "before.yaml", text: vald },
      after: { name: "after.yaml", text: vald.replace("pyroscope", "profiler") },
    },
  },
];
