import { componentNames } from "../../core";

/** 12 components and 30 other peers, with long names. */
export const manyPeers = JSON.stringify({
  namespace: "vald",
  components: Object.fromEntries(componentNames.map((component) => [component, { enabled: true }])),
  edges: Array.from({ length: 30 }, (_, i) => {
    const component = { component: componentNames[i % componentNames.length] };
    const pods = {
      namespace: `team-${i % 7}`,
      podLabels: { "app.kubernetes.io/name": `opentelemetry-collector-${i}` },
    };
    const peers = i % 5 === 0 ? { cidrs: [`10.${i}.0.0/16`] } : pods;
    const ports = [{ port: 8081 + i }, { protocol: "UDP", port: 5000 + i }];
    return i % 2 === 0 ? { from: component, to: peers, ports } : { from: peers, to: component, ports };
  }),
});

/** A name with what HTML interprets. A server would reject it, but a file may contain anything. */
export const hostile = `"><img src=x onerror="document.title='x'"><script>document.title='x'</script><a href="https://evil.example">a</a>&lt;b&gt;`;

export const hostileManifests = JSON.stringify({
  apiVersion: "v1",
  kind: "List",
  items: [
    {
      apiVersion: `cilium.io/${hostile}`,
      kind: `${hostile}NetworkPolicy`,
      metadata: { name: hostile, namespace: "vald" },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "agent", namespace: "vald" },
      spec: { podSelector: { matchLabels: { app: "vald-agent" } }, ingress: [{}] },
    },
  ],
});
