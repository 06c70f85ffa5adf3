import type { Edits } from "../edits";
import { mistakesAnywhere } from "./anywhere";
import { cidrMistakes } from "./cidrs";
import { edgeMistakes } from "./edges";
import { labelMistakes } from "./labels";
import { platformMistakes } from "./platform";
import { portMistakes } from "./ports";
import { ruleMistakes } from "./rules";
import { settingMistakes } from "./settings";

/** Mistakes that users may make. Some results happen to be valid; the server decides. */
export const mistakes: Edits = {
  ...cidrMistakes,
  ...ruleMistakes,
  ...labelMistakes,
  ...portMistakes,
  ...settingMistakes,
  ...edgeMistakes,
  ...platformMistakes,
  ...mistakesAnywhere,
};
