import assert from "node:assert/strict";
import { checkCommand, checkFormats } from "../../../cli/commands/checkCommand";
import { diffCommand, differenceFormats } from "../../../cli/commands/diffCommand";
import { explainCommand, explanationFormats } from "../../../cli/commands/explainCommand";
import { graphCommand } from "../../../cli/commands/graphCommand";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { verificationFormats, verifyCommand } from "../../../cli/commands/verifyCommand";
import { matrixFormats } from "../../../cli/output/matrixFormats";
import { pictureFormats } from "../../../cli/output/pictureFormats";
import { withTempDir } from "../../../testing/withTempDir";
import { captured } from "../captured";
import { renderedText } from "../renderedText";

const agent = { matchLabels: { app: "vald-agent" } };
const everything = { namespaces: {} };
export const deny = [{ action: "Deny" }];

/** One policy of each kind, and a documented connection that it may deny. */
const policies: [
  apiVersion: string,
  kind: string,
  spec: object,
  denied: "lbGateway -> agent" | "agent -> kubeSystem",
][] = [
  [
    "policy.networking.k8s.io/v1alpha1",
    "AdminNetworkPolicy",
    { subject: everything, ingress: deny },
    "lbGateway -> agent",
  ],
  [
    "policy.networking.k8s.io/v1alpha1",
    "BaselineAdminNetworkPolicy",
    { subject: everything, ingress: deny },
    "agent -> kubeSystem",
  ],
  [
    "policy.networking.k8s.io/v1alpha2",
    "ClusterNetworkPolicy",
    { tier: "Admin", subject: everything, egress: deny },
    "lbGateway -> agent",
  ],
  [
    "networking.k8s.aws/v1alpha1",
    "ClusterNetworkPolicy",
    { tier: "Admin", subject: everything, ingress: deny },
    "lbGateway -> agent",
  ],
  ["networking.k8s.aws/v1alpha1", "ApplicationNetworkPolicy", { podSelector: agent }, "lbGateway -> agent"],
  ["cilium.io/v2", "CiliumNetworkPolicy", { endpointSelector: agent }, "lbGateway -> agent"],
  ["cilium.io/v2", "CiliumClusterwideNetworkPolicy", { endpointSelector: agent }, "lbGateway -> agent"],
  ["crd.projectcalico.org/v1", "NetworkPolicy", { selector: "app == 'vald-agent'" }, "lbGateway -> agent"],
  ["projectcalico.org/v3", "GlobalNetworkPolicy", { selector: "all()", types: ["Ingress"] }, "lbGateway -> agent"],
  ["crd.antrea.io/v1beta1", "NetworkPolicy", { appliedTo: [{ podSelector: agent }] }, "lbGateway -> agent"],
  ["crd.antrea.io/v1beta1", "ClusterNetworkPolicy", { appliedTo: [{ podSelector: agent }] }, "lbGateway -> agent"],
  ["k8s.ovn.org/v1", "EgressFirewall", {}, "agent -> kubeSystem"],
  ["network.openshift.io/v1", "EgressNetworkPolicy", {}, "agent -> kubeSystem"],
  ["security.istio.io/v1", "AuthorizationPolicy", { selector: agent }, "lbGateway -> agent"],
  ["networking.gke.io/v1alpha1", "FQDNNetworkPolicy", { podSelector: agent }, "agent -> kubeSystem"],
  ["extensions/v1beta1", "NetworkPolicy", { podSelector: agent }, "lbGateway -> agent"],
];

const documented = renderedText({ values: [], namespace: "vald", output: "yaml" });
export const pods = ["agent", "lb-gateway"]
  .map((app) => ({ name: app, namespace: "vald", labels: { app: `vald-${app}` } }))
  .concat({ name: "dns", namespace: "kube-system", labels: { app: "dns" } })
  .map((metadata) => ({ apiVersion: "v1", kind: "Pod", metadata }));
export const manifests = (...objects: object[]) =>
  `${documented}---\n${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects })}\n`;
const fileOf = (apiVersion: string, kind: string) => `${kind}.${apiVersion.split("/")[0]}`;

/**
 * Tests kinds of policies in each command. `chosen` selects the formats of a command to test for the kind with a number. A kind
 * without formats is left out.
 */
export function testEveryKind(chosen: <F>(formats: readonly F[], kind: number) => readonly F[]): void {
  withTempDir(
    Object.fromEntries([
      ["without.yaml", manifests(...pods)],
      ...policies.map(([apiVersion, kind, spec]) => [
        `${fileOf(apiVersion, kind)}.yaml`,
        manifests(...pods, { apiVersion, kind, metadata: { name: "other", namespace: "vald" }, spec }),
      ]),
    ]),
  );

  for (const [i, [apiVersion, kind, , denied]] of policies.entries()) {
    if (chosen(verificationFormats, i).length === 0) continue;
    const name = fileOf(apiVersion, kind);
    const input = { values: [], namespace: "vald", manifests: [`${name}.yaml`] };
    const isNamed = ({ stdout }: { stdout: string }) => stdout.includes(kind) && stdout.includes(apiVersion);

    it(`makes ${denied} unknown in every command, for ${name}`, async () => {
      for (const output of chosen(verificationFormats, i)) {
        const result = captured(verifyCommand({ ...input, output }));
        assert.ok(result.code === 1 && isNamed(result), result.stdout);
      }
      const [from, to] = denied === "lbGateway -> agent" ? ["lbGateway", "agent"] : ["agent", "kube-system/app=dns"];
      for (const output of chosen(explanationFormats, i)) {
        const result = captured(explainCommand(from, to, { ...input, output }));
        assert.ok(result.code === 1 && isNamed(result) && result.stdout.includes("unknown"), result.stdout);
      }
      for (const output of chosen(differenceFormats, i)) {
        const result = captured(diffCommand({ files: ["without.yaml", `${name}.yaml`], namespace: "vald", output }));
        assert.ok(result.code === 1 && isNamed(result), result.stdout);
      }
      for (const output of chosen(matrixFormats, i)) {
        const result = captured(matrixCommand({ ...input, output }));
        assert.match(result.stdout, output === "text" || output === "markdown" ? /❔/ : /unknown/);
        const ofPods = captured(matrixCommand({ ...input, pods: true, output }));
        assert.match(ofPods.stdout, /unknown/);
        assert.deepEqual([result.code, ofPods.code], [0, 0]);
      }
      for (const output of chosen(pictureFormats, i)) {
        const result = captured(await graphCommand({ ...input, output }));
        const marks = { mermaid: /-\.->/, dot: /style=dotted/, svg: /stroke-dasharray/, json: /"isUnknown": true/ };
        assert.match(result.stdout, marks[output]);
        assert.equal(result.code, 0);
      }
      for (const output of chosen(checkFormats, i)) {
        const result = captured(checkCommand({ ...input, failOn: "warning", output }));
        assert.ok(result.code === 1 && result.stdout.includes("policy-not-evaluated"), result.stdout);
      }
    });

    it(`is accepted by --ignore-kind, for ${name}`, () => {
      for (const ignoreKind of [[kind], [name]]) {
        const { code, stderr } = captured(verifyCommand({ ...input, ignoreKind, output: "text" }));
        assert.ok(stderr.includes(`ignored, because of --ignore-kind: 1 ${kind} (${apiVersion})\n`), stderr);
        assert.notEqual(code, 2);
      }
    });
  }
}
