import type { ApiServer } from "../apiServer";
import { namespacesIn } from "./edgeRules";
import type { JsonObject } from "./json";
import { policiesFor } from "./policiesFor";

/** The API server's verdict on objects. The objects are created as a dry run, so nothing is stored. */
export interface Verdict {
  isAccepted: boolean;
  /** The reasons why objects were rejected. */
  messages: string[];
  hasWarnings: boolean;
}

export async function judgeArgs(server: ApiServer, args: JsonObject): Promise<Verdict> {
  const verdicts = await Promise.all([
    ...policiesFor(args).map((policy) => judgePolicy(server, policy)),
    ...namespacesIn(args).map((name) =>
      judge(server, "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } }),
    ),
  ]);
  return {
    isAccepted: verdicts.every(({ isAccepted }) => isAccepted),
    messages: verdicts.flatMap(({ messages }) => messages),
    hasWarnings: verdicts.some(({ hasWarnings }) => hasWarnings),
  };
}

export function judgePolicy(server: ApiServer, policy: object): Promise<Verdict> {
  return judge(server, "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies", policy);
}

async function judge(server: ApiServer, path: string, object: object): Promise<Verdict> {
  const { status, headers, text } = await server.send("POST", `${path}?dryRun=All&fieldValidation=Strict`, object);
  const hasWarnings = headers.warning !== undefined;
  // 409 means that an object with this name exists, so the name is valid.
  if (status < 300 || status === 409) return { isAccepted: true, messages: [], hasWarnings };
  // 429 and 5xx say nothing about the object.
  if (status !== 400 && status !== 422) throw new Error(`POST ${path}: ${status} ${text.slice(0, 1000)}`);
  return { isAccepted: false, messages: [(JSON.parse(text) as { message: string }).message], hasWarnings };
}
