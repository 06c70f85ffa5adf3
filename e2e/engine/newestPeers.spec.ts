import { describeVersions } from "./peers";

describeVersions({
  name: "newest",
  peers: { "@pulumi/pulumi": "3.276.0", "@pulumi/kubernetes": "4.34.2" },
  typescript: "5.9.3",
  node: [22, 24],
});
