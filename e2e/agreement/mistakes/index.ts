import { mistakesAnywhere } from "./anywhere";
import { labelMistakes } from "./labels";
import type { Mistakes } from "./mistake";
import { peerMistakes } from "./peers";
import { portMistakes } from "./ports";
import { rangeMistakes } from "./ranges";
import { ruleMistakes } from "./rules";
import { selectorMistakes } from "./selectors";
import { settingMistakes } from "./settings";

/** The catalogue. */
export const mistakes: Mistakes = {
  ...rangeMistakes,
  ...peerMistakes,
  ...selectorMistakes,
  ...labelMistakes,
  ...portMistakes,
  ...ruleMistakes,
  ...settingMistakes,
  ...mistakesAnywhere,
};
