import type { Draw } from "./draw";

/** The text with a character more, less or other, in capitals, or with its last character repeated around a limit. */
export function slip(draw: Draw, text: string): string {
  const at = draw.integer(0, text.length);
  const other = draw.pick([..."aZ09-_./:% é\n\0"] as [string, ...string[]]);
  switch (draw.pick(["more", "less", "other", "capital", "longer"])) {
    case "more":
      return text.slice(0, at) + other + text.slice(at);
    case "less":
      return text.slice(0, at) + text.slice(at + 1);
    case "other":
      return text.slice(0, at) + other + text.slice(at + 1);
    case "capital":
      return text.slice(0, at) + text.slice(at).toUpperCase();
    default:
      return text.padEnd(draw.pick([15, 16, 62, 63, 64, 253, 254, 317, 318]), text.slice(-1));
  }
}
