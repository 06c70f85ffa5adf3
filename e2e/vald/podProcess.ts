import { type ChildProcess, spawn } from "node:child_process";

const script = `
mount --bind "$0/resolv.conf" /etc/resolv.conf
if [ -d "$0/serviceaccount" ]; then
  mkdir -p /run/secrets/kubernetes.io/serviceaccount
  mount --bind "$0/serviceaccount" /run/secrets/kubernetes.io/serviceaccount
fi
for volume in $VOLUMES; do
  mkdir -p "\${volume#*:}"
  mount --bind "$0/\${volume%%:*}" "\${volume#*:}"
done
if [ -n "$BUSYBOX" ]; then
  mount --bind "$BUSYBOX/sh" /bin/sh
  PATH="$BUSYBOX"
fi
exec "$@"
`;

const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));

interface PodProcessOptions {
  environment?: Readonly<Record<string, string>>;
  /** A folder with busybox programs. The program sees busybox's shell as /bin/sh and finds only busybox programs. */
  busybox?: string | undefined;
  /** Folders in the pod's folder, and where the program sees them. */
  volumes?: readonly { name: string; mountPath: string }[];
}

/**
 * Starts a program in a pod's network namespace. `folder` contains the pod's files: `resolv.conf` and, if the pod has one, the
 * folder `serviceaccount`. Only this program sees them. The program ends with this process.
 */
export function spawnInPod(
  pod: string,
  folder: string,
  command: readonly string[],
  { environment = {}, busybox = "", volumes = [] }: PodProcessOptions = {},
): ChildProcess {
  const child = spawn("ip", ["netns", "exec", pod, "sh", "-ec", script, folder, ...command], {
    env: {
      ...process.env,
      ...environment,
      BUSYBOX: busybox,
      VOLUMES: volumes.map(({ name, mountPath }) => `${name}:${mountPath}`).join(" "),
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}
