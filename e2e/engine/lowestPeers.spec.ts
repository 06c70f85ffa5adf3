import { describeVersions } from "./peers";

describeVersions({
  name: "lowest",
  peers: { "@pulumi/pulumi": "3.113.0", "@pulumi/kubernetes": "4.9.1" },
  typescript: "5.0.4",
  node: [20],
});
