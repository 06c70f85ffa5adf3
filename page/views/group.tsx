import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon";

interface GroupProps {
  /** Determines the colors. */
  tone: string;
  icon: IconName;
  title: string;
  children: ComponentChildren;
}

/** A part of a section, with a heading. */
export function Group({ tone, icon, title, children }: GroupProps): JSX.Element {
  return (
    <div class={tone}>
      <h3>
        <Icon name={icon} /> {title}
      </h3>
      {children}
    </div>
  );
}
