import { componentNamed, spellings } from "../graph/componentNamed";
import { type Component, componentNames } from "../graph/components";
import { nearest } from "./schema/nearest";

/** The component that a text probably means: another spelling (`vald-lb-gateway`), an abbreviation (`lb`), or a typo. */
export function suggestComponent(text: string): Component | undefined {
  const named = componentNamed(text);
  if (named !== undefined) return named;
  const abbreviated = text.length > 1 ? componentNames.filter((component) => component.startsWith(text)) : [];
  if (abbreviated.length === 1) return abbreviated[0];
  const near = nearest(text, componentNames.flatMap(spellings));
  return near === undefined ? undefined : componentNamed(near);
}
