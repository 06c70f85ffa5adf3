import type { Made } from "../made";

/** What users get wrong, by name. Some come out right now and then: where the border is, is for the server to say. */
export type Mistakes = Readonly<Record<string, (made: Made) => void>>;
