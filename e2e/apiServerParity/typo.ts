import type { Random } from "../random";

/** The text with one character inserted, removed or replaced, with capitals, or padded to a length near a limit. */
export function typo(random: Random, text: string): string {
  const position = random.integer(0, text.length);
  const [before, after] = [text.slice(0, position), text.slice(position)];
  const character = random.pick([..."aZ09-_./:% é\n\0"]);
  return random.pick([
    before + character + after,
    before + after.slice(1),
    before + character + after.slice(1),
    before + after.toUpperCase(),
    text.padEnd(random.pick([15, 16, 62, 63, 64, 253, 254, 317, 318]), text.slice(-1)),
  ]);
}
