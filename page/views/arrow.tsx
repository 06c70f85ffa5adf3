import type { JSX } from "preact";

/** An arrow, which screen readers read as "to". */
export function Arrow(): JSX.Element {
  return (
    <span class="arrow" role="img" aria-label="to">
      →
    </span>
  );
}
