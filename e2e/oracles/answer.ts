import type { Connection, Evaluation } from "../../analysis/evaluate";
import { askedPorts, type Port } from "./asked";

/** What a judge says of a connection. */
export interface Answer {
  egress: string;
  ingress: string;
  /** Of both together. */
  verdict: string;
  /** Which of the asked ports are open at both ends, as `80/TCP`. */
  open: string[];
}

export function answerOf({ egress, ingress, verdict, ports }: Evaluation, connection: Connection): Answer {
  const isOpen = ({ number, protocol }: Port): boolean =>
    ports.some((range) => range.protocol === protocol && range.first <= number && number <= range.last);
  return {
    egress: egress.verdict,
    ingress: ingress.verdict,
    verdict,
    open: askedPorts(connection).filter(isOpen).map(portText),
  };
}

export function portText({ number, protocol }: Port): string {
  return `${number}/${protocol}`;
}
