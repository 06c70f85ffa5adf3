/** Choices as text for a message, each in backticks: `` `any` or `vald` ``, `` one of `TCP`, `UDP`, `SCTP` ``. */
export function oneOf(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `\`${choice}\``);
  return quoted.length < 3 ? quoted.join(" or ") : `one of ${quoted.join(", ")}`;
}
