/** One attempt to connect. */
export interface Attempt {
  protocol: "TCP" | "UDP";
  address: string;
  port: number;
  /** The number of milliseconds after which the attempt times out. */
  timeout: number;
}

/** A repeated attempt. */
export interface Watch extends Attempt {
  /** Milliseconds between two attempts. */
  interval: number;
  /** Whether all attempts use one connection, which is kept open. */
  isHeld: boolean;
}

/** `connected` if an answer arrived, `timed out` if none arrived in time, or the system's error code, such as `ECONNREFUSED`. */
export type Outcome = string;

/** The outcome of one attempt in a watch. Times are milliseconds since 1970. */
export interface WatchedAttempt {
  start: number;
  end: number;
  outcome: Outcome;
}

/** A request to a host's process. `endWatch` is the id of the request that started the watch. */
export type Request = { attempt: Attempt } | { watch: Watch } | { endWatch: number };
