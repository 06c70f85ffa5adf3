import type { JSX } from "preact";

/** The shapes of the icons, in a square of 16. */
const shapes = {
  allowed: <path d="M3 8.5l3.2 3.2L13 5" />,
  beyond: <path d="M8 2.5v11M2.5 8h11" />,
  denied: <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />,
  unknown: <path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.8-1.1 1.7M8 12.8v.2" />,
  itself: <path d="M4.5 8h7" />,
  opens: <path d="M8 13V3.5M4 7.5l4-4 4 4" />,
  closes: <path d="M8 3v9.5M4 8.5l4 4 4-4" />,
  risk: <path d="M8 2.5L14.2 13.5H1.8zM8 6.5v3.2M8 11.7v.1" />,
  changes: <path d="M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13" />,
} as const;

export type IconName = keyof typeof shapes;

/** An icon. The text next to it, or its label, says the same, so that screen readers skip it. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class={`icon ${name}`} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}

/** The definitions of all icons, which `Icon` refers to. */
export function IconDefinitions(): JSX.Element {
  return (
    <svg class="definitions" aria-hidden="true">
      {Object.entries(shapes).map(([name, shape]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 16 16">
          {shape}
        </symbol>
      ))}
    </svg>
  );
}
