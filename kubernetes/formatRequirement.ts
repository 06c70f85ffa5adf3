import type { LabelSelectorRequirement } from "./networkPolicy";

/** Formats a selector requirement like kubectl: `app=web`, `tier in (a,b)`, `tier notin (a)`, `tier`, `!tier`. */
export function formatRequirement({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    case "In":
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(",")})`;
    default:
      return `${key} notin (${values.join(",")})`;
  }
}
