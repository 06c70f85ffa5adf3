import { type Command, InvalidArgumentError, Option } from "commander";
import { explainCommand, explanationFormats } from "../commands/explainCommand";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `explain`. */
export function defineExplain(program: Command): void {
  analysisCommand(program, "explain", "explain why a connection is allowed or denied", explanationFormats)
    .argument(
      "<from>",
      "source: a component, a pod's labels (namespace/key=value,...), a Pod object (namespace/pod), an IP address, or a CIDR block",
    )
    .argument(
      "<to>",
      "target, in one of the same formats, or a Service in the manifests (namespace/service, its address, or its DNS name)",
    )
    .addOption(
      new Option("--port <port>", "port number, or the name of a port on the target (default: any port)").argParser(
        portArgument,
      ),
    )
    .addOption(
      new Option("--protocol <protocol>", "protocol (default: TCP if you pass --port, otherwise any protocol)").choices(
        ["TCP", "UDP", "SCTP"],
      ),
    )
    .addHelpText(
      "after",
      `
If you omit --port, a connection is allowed if at least one port is open, and the output lists the open ports.

A connection to a Service is allowed if it is allowed to all pods and addresses behind the Service. --port is the Service's port.

Exit codes: 0 if the connection is allowed, 1 if it is denied or unknown, 2 for incorrect usage or invalid input. If the connection
is unknown, the output lists the missing facts.

Examples:
  vald-netpol explain lbGateway agent --port 8081
  vald-netpol explain shop/app=search lbGateway --port 8081 -f values.yaml -n vald
  vald-netpol explain agent 52.219.0.0/16 --port 443 -f values.yaml
  kubectl get ns,pods,svc,endpointslices,netpol -A -o yaml |
    vald-netpol explain agent kube-system/kube-dns --port 53 --protocol UDP -f values.yaml --manifests -`,
    )
    .action((from: string, to: string, options: Parameters<typeof explainCommand>[2]) =>
      writeResult(explainCommand(from, to, options)),
    );
}

function portArgument(text: string): number | string {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
  if (/^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("Expected a port number from 1 to 65535 or a port name.");
}
