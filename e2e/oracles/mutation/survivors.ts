/** Stands for all mutations of a location. */
export const everything = Symbol("everything");

interface Survivor {
  file: string;
  location: string;
  change: string | typeof everything;
  reason: string;
}

/** The mutants that cyclonus cannot kill. */
export const survivors: readonly Survivor[] = [];
