/** One try to connect. */
export interface Attempt {
  protocol: "TCP" | "UDP";
  address: string;
  port: number;
  /** After how long it is given up. */
  milliseconds: number;
}

/** `connected` when an answer came, `timed out` when none did, else the system's error, such as `ECONNREFUSED`. */
export type Outcome = string;
