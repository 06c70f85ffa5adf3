import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ApiServer } from "./apiServer";

/** A real API server with etcd, the garbage collector and the namespace controller. It has no nodes, so no pod runs. */
export interface ControlPlane {
  api: ApiServer;
  /** The path of a kubeconfig for an administrator. Its only context is `kind-vald`, the default of the examples. */
  kubeconfig: string;
  /** The path of a kubeconfig for the user `vald-deployer`, who has only the permissions that roles grant. */
  deployerKubeconfig: string;
  /** The path of the API server's certificate, which is also its certificate authority. */
  certificate: string;
  stop: () => void;
}

const token = "token";
const deployer = { token: "deployer-token", name: "vald-deployer" };

/** Where the API server listens, and further options for the programs. */
export interface ControlPlaneOptions {
  /** An address of this machine. Default: loopback. */
  address?: string;
  /** Default: a free port. */
  port?: number;
  /** Override the API server's default options. */
  apiServerOptions?: readonly string[];
  /** Controllers that run in addition to the garbage collector and the namespace controller. */
  controllers?: readonly string[];
}

/** Starts a control plane on free ports. It stops when this process exits, or earlier if `stop` is called. */
export async function startControlPlane({
  address = "127.0.0.1",
  port,
  apiServerOptions = [],
  controllers = [],
}: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), "vald-control-plane-"));
  const processes: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of processes) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", stop);
  const start = (binary: string, args: string[]): void => {
    const log = openSync(join(folder, `${binary}.log`), "w");
    processes.push(spawn(binary, args, { cwd: folder, stdio: ["ignore", log, log] }));
    closeSync(log);
  };

  try {
    const [clients, peers, free] = await freePorts(3);
    const secure = port ?? free;
    const key = join(folder, "service-account.key");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(key, privateKey.export({ type: "pkcs1", format: "pem" }));
    writeFileSync(
      join(folder, "tokens.csv"),
      `${token},admin,admin,system:masters\n${deployer.token},${deployer.name},${deployer.name}\n`,
    );

    start("etcd", [
      "--data-dir=etcd",
      "--unsafe-no-fsync",
      `--listen-client-urls=http://127.0.0.1:${clients}`,
      `--advertise-client-urls=http://127.0.0.1:${clients}`,
      `--listen-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-cluster=default=http://127.0.0.1:${peers}`,
    ]);
    start("kube-apiserver", [
      `--etcd-servers=http://127.0.0.1:${clients}`,
      `--secure-port=${secure}`,
      `--bind-address=${address}`,
      "--cert-dir=certificates",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      "--token-auth-file=tokens.csv",
      "--authorization-mode=RBAC",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--disable-admission-plugins=ServiceAccount",
      ...apiServerOptions,
    ]);
    const certificate = join(folder, "certificates", "apiserver.crt");
    const api = new ApiServer(`https://${address}:${secure}`, token, () => readFileSync(certificate));
    await waitUntilReady(api, processes, folder);

    const writeKubeconfig = (file: string, userToken: string): string => {
      const path = join(folder, file);
      writeFileSync(path, JSON.stringify(kubeconfigContent(api.address, certificate, userToken), undefined, 2));
      return path;
    };
    const kubeconfig = writeKubeconfig("kubeconfig", token);
    // The Kubernetes provider deletes in the foreground, which requires the garbage collector.
    start("kube-controller-manager", [
      `--kubeconfig=${kubeconfig}`,
      `--controllers=${["garbagecollector", "namespace", ...controllers].join()}`,
      "--leader-elect=false",
      "--secure-port=0",
    ]);
    const deployerKubeconfig = writeKubeconfig("deployer-kubeconfig", deployer.token);
    return { api, kubeconfig, deployerKubeconfig, certificate, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Ports that were free a moment ago. All are held at the same time, so they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      return address.port;
    }),
  );
}

async function waitUntilReady(api: ApiServer, processes: readonly ChildProcess[], folder: string): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await api.isReady())) {
    const hasEnded = processes.some((child) => child.exitCode !== null || child.pid === undefined);
    if (hasEnded || Date.now() > deadline) {
      const log = readFileSync(join(folder, "kube-apiserver.log"), "utf8").split("\n").slice(-20).join("\n");
      throw new Error(`the API server did not become ready:\n${log}`);
    }
    await pause(200);
  }
}

function kubeconfigContent(server: string, certificate: string, token: string): object {
  const name = "kind-vald";
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server, "certificate-authority": certificate } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
}
