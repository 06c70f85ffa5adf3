import { formatIssue, formatPath, type Issue, type Path } from "../../args/schema/issue";
import { type Finding, formatFinding } from "./finding";
import { assertInput } from "../model/assertInput";
import type { PortRange } from "../model/portRange";
import type { Opening } from "../queries/openings";
import {
  endpointSchema,
  findingSchema,
  issueSchema,
  openingSchema,
  openingsSchema,
  pathSchema,
  portsSchema,
} from "./resultSchemas";
import type { ResultEndpoint } from "../sets/resultEndpoint";
import { endpointText } from "../text/endpointText";
import { openingSentences, openingText } from "../text/openingText";
import { portsText } from "../text/portsText";

/*
 * The formatters for programs. Unlike those that the package itself uses, they check their argument, and throw
 * `InvalidArgsError` if it is not a result of the package.
 */

/**
 * An endpoint in words: `lb gateway`, `kube-system`, `agent (app=vald-agent)`, `pods app=web in namespace shop`. Throws
 * `InvalidArgsError` if `value` is not an endpoint.
 */
function checkedEndpointText(value: ResultEndpoint): string {
  assertInput(value, endpointSchema, ["endpoint"]);
  return endpointText(value);
}

/**
 * Ports as text: `all ports`, `TCP 3001, 8081 and UDP 53-60`, `all SCTP ports`, `TCP grpc`, `all ports but UDP 53`. Throws
 * `InvalidArgsError` if `value` is not a list of port ranges.
 */
function checkedPortsText(value: readonly PortRange[]): string {
  assertInput(value, portsSchema, ["ports"]);
  return portsText(value);
}

/**
 * An opening as a line of text: `pods app=search in namespace shop -> lb gateway, TCP 8081`. Throws `InvalidArgsError` if
 * `value` is not an opening.
 */
function checkedOpeningText(value: Opening): string {
  assertInput(value, openingSchema(value), ["opening"]);
  return openingText(value);
}

/**
 * Openings as sentences. Connections that differ only in the components at one end share a sentence, as in `diff`. Throws
 * `InvalidArgsError` if `all` are not openings.
 */
function checkedOpeningSentences(all: readonly Opening[]): string[] {
  assertInput(all, openingsSchema, ["openings"]);
  for (const [i, one] of all.entries()) assertInput(one, openingSchema(one), ["openings", i]);
  return openingSentences(all);
}

/**
 * A finding as one line of text, without its severity: `half-dns: edges[0].ports[0] (UDP 53): ...; allow both protocols`.
 * Throws `InvalidArgsError` if `value` is not a finding.
 */
function checkedFinding(value: Finding): string {
  assertInput(value, findingSchema, ["finding"]);
  return formatFinding(value);
}

/**
 * An issue as a sentence: the location, the actual value, the accepted values, and the hint. Throws `InvalidArgsError` if
 * `value` is not an issue.
 */
function checkedIssue(value: Issue): string {
  assertInput(value, issueSchema, ["issue"]);
  return formatIssue(value);
}

/**
 * Formats a path in Pulumi's notation: `components.agent.custom.ingress[0].ports[1].port`, `labels["example.com/team"]`. Throws
 * `InvalidArgsError` if `value` is not a path.
 */
function checkedPath(value: Path): string {
  assertInput(value, pathSchema, ["path"]);
  return formatPath(value);
}

export {
  checkedEndpointText as endpointText,
  checkedFinding as formatFinding,
  checkedIssue as formatIssue,
  checkedOpeningSentences as openingSentences,
  checkedOpeningText as openingText,
  checkedPath as formatPath,
  checkedPortsText as portsText,
};
