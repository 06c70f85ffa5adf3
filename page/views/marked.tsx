import type { JSX } from "preact";

/** Text in which code is between backticks, as in Markdown. */
export function Marked({ text }: { text: string }): JSX.Element {
  return <>{text.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;
}
