import { port as portSchema, servicePort } from "../../args/scalarSchemas";
import { UsageError } from "./usageError";

/** Reads --port. Until the target is known, the port may be a Service's. Throws `UsageError`. */
export function readPort(text: string): number | string {
  const value = /^\d+$/.test(text) ? Number(text) : text;
  if (servicePort.check?.(value) !== undefined) assertPodPort(value, text);
  return value;
}

/** Throws `UsageError` if a pod cannot have a port. */
export function assertPodPort(value: number | string, text = String(value)): void {
  const issue = portSchema.check?.(value);
  if (issue === undefined) return;
  const [, number, protocol] = /^([^/]+)\/(tcp|udp|sctp)$/i.exec(text) ?? [];
  const hint = protocol === undefined ? "" : ` Write \`--port ${number} --protocol ${protocol.toUpperCase()}\`.`;
  throw new UsageError(`option '--port <port>' argument '${text}' is invalid. Expected ${issue.expected}.${hint}`);
}
