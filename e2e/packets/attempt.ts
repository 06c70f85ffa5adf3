/** One attempt to connect. */
export interface Attempt {
  protocol: "TCP" | "UDP";
  address: string;
  port: number;
  /** After how many milliseconds it is given up. */
  timeout: number;
}

/** An attempt that is repeated. */
export interface Watch extends Attempt {
  /** Milliseconds between two attempts. */
  interval: number;
  /** Whether all attempts use one connection, which is kept open. */
  isHeld: boolean;
}

/** `connected` if an answer came, `timed out` if none did, else the error code of the system, such as `ECONNREFUSED`. */
export type Outcome = string;

/** The outcome of one attempt of a watch. Times are milliseconds since 1970. */
export interface WatchedAttempt {
  start: number;
  end: number;
  outcome: Outcome;
}

/** A request to the process of a host. `endWatch` is the id of the request that started the watch. */
export type Request = { attempt: Attempt } | { watch: Watch } | { endWatch: number };
