import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ApiServer } from "./apiServer";

/** A real API server with its etcd, the garbage collector and the namespace controller; no nodes, so no pod runs. */
export interface ControlPlane {
  api: ApiServer;
  /** A kubeconfig whose only context is `kind-vald`, the default of the examples. */
  kubeconfig: string;
  /** The same for `vald-deployer`, who may do nothing in it but what roles say. */
  kubeconfigOfDeployer: string;
  stop: () => void;
}

const token = "token";
const deployer = { token: "token-of-deployer", name: "vald-deployer" };

/**
 * Starts a control plane on free ports of the loopback interface. It ends with this process at the latest. `more` are
 * options of the API server, which win over those here.
 */
export async function startControlPlane(more: readonly string[] = []): Promise<ControlPlane> {
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
    const [clients, peers, secure] = await freePorts(3);
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
      "--bind-address=127.0.0.1",
      "--cert-dir=certificates",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      "--token-auth-file=tokens.csv",
      "--authorization-mode=RBAC",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--disable-admission-plugins=ServiceAccount",
      ...more,
    ]);
    const certificate = join(folder, "certificates", "apiserver.crt");
    const api = new ApiServer(`https://127.0.0.1:${secure}`, token, () => readFileSync(certificate));
    await ready(api, processes, folder);

    const kubeconfigFor = (file: string, ownToken: string): string => {
      const kubeconfig = join(folder, file);
      writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(api.address, certificate, ownToken), undefined, 2));
      return kubeconfig;
    };
    const kubeconfig = kubeconfigFor("kubeconfig", token);
    // Without the garbage collector a delete in the foreground, which the Kubernetes provider asks for, never ends.
    start("kube-controller-manager", [
      `--kubeconfig=${kubeconfig}`,
      "--controllers=garbagecollector,namespace",
      "--leader-elect=false",
      "--secure-port=0",
    ]);
    return { api, kubeconfig, kubeconfigOfDeployer: kubeconfigFor("kubeconfig-of-deployer", deployer.token), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Ports that were free a moment ago: all are held at once, so that they differ. */
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
      if (address === null || typeof address === "string") throw new Error("no port was given");
      return address.port;
    }),
  );
}

async function ready(api: ApiServer, processes: readonly ChildProcess[], folder: string): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await api.isReady())) {
    const hasEnded = processes.some((child) => child.exitCode !== null || child.pid === undefined);
    if (hasEnded || Date.now() > deadline) {
      const log = readFileSync(join(folder, "kube-apiserver.log"), "utf8").split("\n").slice(-20).join("\n");
      throw new Error(`the API server did not get ready:\n${log}`);
    }
    await pause(200);
  }
}

function kubeconfigOf(server: string, certificate: string, token: string): object {
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
