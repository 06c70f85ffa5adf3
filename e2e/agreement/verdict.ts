import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { namespacesIn } from "./edgeRules";
import type { Case } from "./generator";
import { placed } from "./placing";

/** What the API server says to objects, by dry-run: nothing is stored. */
export interface Verdict {
  accepted: boolean;
  /** Each complaint by itself, values and numbers taken out, so that the same complaint is the same text. */
  messages: string[];
  warnings: string[];
}

export interface Judge {
  ofCase: (one: Case) => Promise<Verdict>;
  ofPolicy: (policy: object) => Promise<Verdict>;
  close: () => void;
}

/** A judge at the server of a kubeconfig with one context. */
export function judge(kubeconfig: string): Judge {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
  const [{ cluster }] = clusters;
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ca: readFileSync(cluster["certificate-authority"]) });

  const ask = (path: string, object: object): Promise<Verdict> =>
    new Promise((resolve, reject) => {
      const url = `${cluster.server}${path}?dryRun=All&fieldValidation=Strict`;
      const headers = { authorization: `Bearer ${users[0].user.token}`, "content-type": "application/json" };
      const asked = request(url, { agent, method: "POST", headers, timeout: 60_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const code = answer.statusCode ?? 0;
          const warnings = warningTexts(answer.headers.warning ?? "");
          // 409 is about an object of this name being there: the name is right. 5xx and 429 are no verdict.
          if ((code >= 200 && code < 300) || code === 409) resolve({ accepted: true, messages: [], warnings });
          else if (code === 400 || code === 422) resolve({ accepted: false, messages: complaints(text), warnings });
          else reject(new Error(`POST ${path}: ${code} ${text.slice(0, 1000)}`));
        });
      });
      asked.on("timeout", () => asked.destroy(new Error(`POST ${path}: no answer in a minute`)));
      asked.on("error", reject);
      asked.end(JSON.stringify(object));
    });
  const ofPolicy = (policy: object): Promise<Verdict> =>
    ask("/apis/networking.k8s.io/v1/namespaces/default/networkpolicies", policy);

  return {
    ofPolicy,
    ofCase: async (one) => {
      const verdicts = await Promise.all(placed(one).map(ofPolicy));
      for (const name of namespacesIn(one.args)) {
        verdicts.push(await ask("/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } }));
      }
      return {
        accepted: verdicts.every(({ accepted }) => accepted),
        messages: verdicts.flatMap(({ messages }) => messages),
        warnings: verdicts.flatMap(({ warnings }) => warnings),
      };
    },
    close: () => agent.destroy(),
  };
}

interface Kubeconfig {
  clusters: [{ cluster: { server: string; "certificate-authority": string } }];
  users: [{ user: { token: string } }];
}

function complaints(answer: string): string[] {
  const status = JSON.parse(answer) as {
    message: string;
    details?: { causes?: { message: string; field?: string }[] };
  };
  const causes = status.details?.causes;
  if (causes === undefined) return [normalised(status.message)];
  return causes.map(({ field = "", message }) => normalised(`${field}: ${message}`));
}

function warningTexts(header: string): string[] {
  return [...header.matchAll(/299 - "((?:\\.|[^"\\])*)"/g)].map(([, text = ""]) =>
    normalised(text.replace(/\\(.)/g, "$1")),
  );
}

function normalised(text: string): string {
  return text
    .replace(/spec\.(in|e)gress/g, "spec.ingress|egress")
    .replace(/\.(from|to)\b/g, ".from|to")
    .replace(/(in|E)gressRule/gi, "IngressRule|EgressRule")
    .replace(/"(\\.|[^"\\])*"/gs, '"…"')
    .replace(/(Invalid|Unsupported) value: \S+: /, "$1 value: …: ")
    .replace(/\[\d+\]/g, "[N]")
    .replace(/number [-+.\de]+/, "number N")
    .replace(/ ?\(e\.g\. .*$/s, "");
}
