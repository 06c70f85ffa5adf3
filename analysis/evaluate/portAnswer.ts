import type { PortSet } from "../model/portSet";

/** The ports that are certainly open, and the ports that may be open, depending on unknown facts. */
export interface PortAnswer {
  readonly certain: PortSet;
  readonly possible: PortSet;
}
