/** Whether something holds, or what would have to be known to tell. */
export type Match = boolean | Missing;

/** What is not known, in words: "the labels of namespace shop". */
export interface Missing {
  readonly missing: readonly string[];
}

/** Whether all hold: one that does not decides, whatever is missing beside it. */
export function allOf(matches: readonly Match[]): Match {
  return matches.includes(false) ? false : (missingIn(matches) ?? true);
}

/** Whether at least one holds: one that does decides. */
export function anyOf(matches: readonly Match[]): Match {
  return matches.includes(true) ? true : (missingIn(matches) ?? false);
}

/** What is missing in any of them; undefined when nothing is. */
export function missingIn(matches: readonly Match[]): Missing | undefined {
  const missing = matches.flatMap((match) => (typeof match === "boolean" ? [] : match.missing));
  return missing.length === 0 ? undefined : { missing: [...new Set(missing)] };
}
