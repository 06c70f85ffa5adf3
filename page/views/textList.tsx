import type { JSX } from "preact";
import { Marked } from "./marked";

/** Texts as a list. */
export function TextList({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <Marked text={text} />
        </li>
      ))}
    </ul>
  );
}
