import { type Command, InvalidArgumentError, Option } from "commander";
import { protocol } from "../../args/scalarSchemas";
import { explainCommand, explanationFormats } from "../commands/explainCommand";
import { readPort } from "../input/portOption";
import { writeResult } from "../writeResult";
import { analysisCommand } from "./analysisCommand";

/** Defines `explain`. */
export function defineExplain(program: Command): void {
  analysisCommand(program, "explain", "explain why a connection is allowed or denied", explanationFormats)
    .argument(
      "<from>",
      "component, IP address, CIDR block, namespace/key=value,..., or namespace/name of a pod or workload",
    )
    .argument("<to>", "the same, or a Service: namespace/service, its address, or its DNS name")
    .addOption(
      new Option("--port <port>", "number, or name of a port on the target (default: any port)").argParser(readPort),
    )
    .addOption(
      new Option("--protocol <protocol>", "TCP, UDP, or SCTP (default: TCP with --port, otherwise any)").argParser(
        protocolArgument,
      ),
    )
    .addHelpText(
      "after",
      `
Without --port, a connection is allowed if at least one port is open, and the output lists the open
ports. A component may be written as lbGateway, "lb gateway", or vald-lb-gateway.

A connection to a Service is allowed if it is allowed to all pods and addresses behind it. --port is
then the Service's port.
For a pod on the host network or one that has ended, and for a workload, the output says what the
result applies to.

Exit codes: 0 if the connection is allowed; 1 if it is denied, or unknown because of missing facts;
2 for incorrect usage or invalid input.

Examples:
  vald-netpol explain lbGateway agent --port 8081
  vald-netpol explain shop/app=search lbGateway --port 8081 -f values.yaml
  vald-netpol explain agent 52.219.0.0/16 --port 443 -f values.yaml
  vald-netpol explain vald/deploy/vald-lb-gateway vald/vald-agent-0 --manifests cluster.yaml
  kubectl get ns,pods,svc,endpointslices,netpol -A -o yaml |
    vald-netpol explain agent kube-system/kube-dns --port 53 --protocol UDP --manifests -`,
    )
    .action((from: string, to: string, options: Parameters<typeof explainCommand>[2]) =>
      writeResult(explainCommand(from, to, options)),
    );
}

function protocolArgument(text: string): string {
  const value = text.toUpperCase();
  const issue = protocol.check?.(value);
  if (issue !== undefined) throw new InvalidArgumentError(`Expected ${issue.expected}.`);
  return value;
}
