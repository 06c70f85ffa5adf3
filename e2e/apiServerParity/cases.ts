import { validArgs } from "../../testing/arbitraries/args";
import { sample } from "../random";
import { isObject, type JsonObject } from "./json";
import { limits } from "./limits";
import { mistakes } from "./mistakes";
import { validate } from "../../core";

/** Args that a user might write. Only the validator and the server decide whether the args are valid. */
export interface Case {
  args: JsonObject;
  /** The names of the mistakes that were made in valid args. */
  mistakes: string[];
}

/** Args with up to three mistakes, and with unusual valid values. The same seed gives the same cases. */
export function cases(seed: number, count: number): Case[] {
  return sample(seed, count, (random) => {
    // Copied, because fast-check returns the same object several times.
    const args = structuredClone(random.value(validArgs)) as JsonObject;
    for (const limit of random.list(0, 4, () => random.pick(Object.values(limits)))) limit({ args, random });
    omitCollidingLabels(args);
    const mistakeCount = random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
    const names = random.list(mistakeCount, mistakeCount, () => random.pick(Object.keys(mistakes)));
    for (const name of names) mistakes[name]?.({ args, random });
    return { args, mistakes: names };
  });
}

/** Random labels may not distinguish the pods of two components, which the validator rejects. */
function omitCollidingLabels(args: JsonObject): void {
  if (!validate(args).some(({ code }) => code === "label-collision")) return;
  delete args["instanceLabels"];
  for (const settings of Object.values(args["components"] ?? {})) if (isObject(settings)) delete settings["podLabels"];
}
