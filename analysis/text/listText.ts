/** `a`, `a and b`, `a, b, and c` */
export function listText(items: readonly string[], conjunction = "and"): string {
  const last = items.at(-1) ?? "";
  if (items.length < 3) return items.join(` ${conjunction} `);
  return `${items.slice(0, -1).join(", ")}, ${conjunction} ${last}`;
}
