/** The kinds of workloads that are read, with their apiVersion. */
export const workloadKinds = [
  ["Deployment", "apps/v1"],
  ["StatefulSet", "apps/v1"],
  ["DaemonSet", "apps/v1"],
  ["ReplicaSet", "apps/v1"],
  ["ReplicationController", "v1"],
  ["Job", "batch/v1"],
  ["CronJob", "batch/v1"],
] as const;
