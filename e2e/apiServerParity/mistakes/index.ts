import type { Edits } from "../edits";
import { mistakesAnywhere } from "./anywhere";
import { cidrMistakes } from "./cidrs";
import { edgeMistakes } from "./edges";
import { labelMistakes } from "./labels";
import { platformMistakes } from "./platform";
import { portMistakes } from "./ports";
import { ruleMistakes } from "./rules";
import { settingMistakes } from "./settings";

/** Edits of args that imitate users' mistakes. Some edited args are still valid; the API server's verdict decides. */
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
