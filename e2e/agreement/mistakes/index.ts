import { mistakesAnywhere } from "./anywhere";
import { edgeMistakes } from "./edges";
import { endMistakes } from "./ends";
import { labelMistakes } from "./labels";
import type { Mistakes } from "./mistake";
import { peerMistakes } from "./peers";
import { platformMistakes } from "./platform";
import { portMistakes } from "./ports";
import { rangeMistakes } from "./ranges";
import { ruleMistakes } from "./rules";
import { selectorMistakes } from "./selectors";
import { servedPortMistakes } from "./servedPorts";
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
  ...edgeMistakes,
  ...endMistakes,
  ...platformMistakes,
  ...servedPortMistakes,
  ...mistakesAnywhere,
};
