/** One try to connect. */
export interface Attempt {
  protocol: "TCP" | "UDP";
  address: string;
  port: number;
  /** After how long it is given up. */
  milliseconds: number;
}

/** What came of an attempt, and when, in milliseconds since 1970. */
export interface Tried {
  start: number;
  end: number;
  outcome: Outcome;
}

/** What a host is asked: one attempt; attempts of one kind again and again; or what came of those, which ends them. */
export type Request =
  { attempt: Attempt } | { watch: Attempt & { every: number; isHeld: boolean } } | { unwatch: number };

/** `connected` when an answer came, `timed out` when none did, else the system's error, such as `ECONNREFUSED`. */
export type Outcome = string;
