import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, explainService, type Pod, type Service, type Verdict } from "../../../../core";
import { address, knownPod, policies, portAndProtocol } from "../../../../testing/arbitraries/fixture";
import { runs } from "../../../../testing/runs";

const named = (pods: readonly Pod[]): Pod[] => pods.map((pod, i) => ({ ...pod, name: `pod-${i}` }));
const source = fc.oneof(
  knownPod.map((pod) => ({ ...pod, name: "source" })),
  address,
);
const fixture = fc.record(
  {
    policies,
    from: source,
    pods: fc.array(knownPod, { minLength: 1, maxLength: 4 }).map(named),
    asked: portAndProtocol,
    target: fc.constantFrom<(number | string)[]>(80, 81, "web", "dns"),
  },
  { noNullPrototype: true },
);

/** The verdict if all agree. */
function conjunction(verdicts: readonly Verdict[]): Verdict | "mixed" {
  const [first = "denied", ...others] = [...new Set(verdicts)];
  if (others.length === 0) return first;
  return verdicts.includes("allowed") && verdicts.includes("denied") ? "mixed" : "unknown";
}

describe("explainService", () => {
  it("gives the answer that evaluate gives for all pods that the Service selects", () => {
    fc.assert(
      fc.property(fixture, ({ policies, from, pods, asked, target }) => {
        const [{ namespace, labels }] = pods as [Pod];
        fc.pre(Object.keys(labels).length > 0);
        const service: Service = {
          namespace,
          name: "web",
          clusterIPs: ["10.96.0.1"],
          ports: [{ protocol: asked.protocol, port: asked.port, targetPort: target }],
          selector: labels,
        };
        const { verdict } = explainService(
          { policies, pods, services: [service], args: { namespace: "vald" } },
          { from, to: service, ...asked },
        );
        const behind = pods.filter(
          (pod) =>
            pod.namespace === namespace &&
            Object.entries(labels).every(([key, value]) => pod.labels[key] === value) &&
            (typeof target === "number" ||
              pod.ports?.some((port) => port.name === target && (port.protocol ?? "TCP") === asked.protocol)),
        );
        const expected = behind.map((to) => evaluate(policies, { from, to, port: target, protocol: asked.protocol }));
        assert.equal(verdict, conjunction(expected.map((one) => one.verdict)));
      }),
      { numRuns: runs(30) },
    );
  });

  it("gives the answer that evaluate gives for all pods and addresses in EndpointSlices", () => {
    fc.assert(
      fc.property(fixture, address, ({ policies, from, pods, asked, target }, { address: external }) => {
        const number = typeof target === "number" ? target : 90;
        const service: Service = {
          namespace: "shop",
          name: "web",
          clusterIPs: ["10.96.0.1"],
          ports: [{ protocol: asked.protocol, port: asked.port, targetPort: "ignored" }],
          endpointSlices: [
            {
              endpoints: [
                ...pods.map(({ namespace, name = "", ips = [] }) => ({
                  address: String(ips[0]),
                  pod: { namespace, name },
                  isReady: true,
                })),
                { address: external, isReady: false },
              ],
              ports: [{ protocol: asked.protocol, port: number }],
            },
          ],
        };
        const { verdict } = explainService(
          { policies, pods, services: [service], args: { namespace: "vald" } },
          { from, to: service, ...asked },
        );
        const expected = [...pods, { address: external }].map((to) =>
          evaluate(policies, { from, to, port: number, protocol: asked.protocol }),
        );
        assert.equal(verdict, conjunction(expected.map((one) => one.verdict)));
      }),
      { numRuns: runs(30) },
    );
  });
});
