import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { onPath, versionOutput } from "./onPath";

/** The names of the programs that the groups run. */
export type ToolName =
  | "pulumi"
  | "pulumi-language-nodejs"
  | "pulumi-language-python"
  | "pulumi-language-go"
  | "pulumi-language-yaml"
  | "pulumi-language-java"
  | "sdk-gen"
  | "pulumi-resource-kubernetes"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-proxy"
  | "etcd"
  | "kind-config"
  | "cyclonus-oracle"
  | "helm"
  | "kube-router"
  | "coredns"
  | ValdProgram
  | "vald-client"
  | "actionlint";

type ValdProgram = keyof typeof valdPackages;

/** A file of a Go module that the go.mod of a tool pins. The file is copied when the tool is built. */
export interface ModuleFile {
  module: string;
  /** The path in the module. */
  path: string;
}

/** A shared library from a Python package. It is copied beside the program when the tool is built. */
export interface SharedLibrary {
  /** The package and its version, such as `ngt==2.3.12`. */
  requirement: string;
  /** The SHA-256 hash of the package for CPython 3.11 on x86-64. */
  sha256: string;
  /** The folder in the package with the library and the libraries that it needs. */
  folder: string;
  /** The name that the linker searches, such as `ngt` for `libngt.so`. */
  name: string;
  /** The folder with the C headers, relative to the module's folder. */
  headers: string;
}

/** A program that is already on the machine or is built with Go. */
export interface Tool {
  binary: ToolName;
  /** The subfolder whose go.mod pins the version. */
  module: string;
  /** The package to build, relative to that folder. */
  goPackage: string;
  ldflags: string;
  /** The files that the program reads from its own folder. */
  files?: readonly ModuleFile[];
  /** The library that the program is linked with. Default: none. */
  library?: SharedLibrary;
  /** The folder that contains a suitable version of the program. Undefined if there is none and the program must be built. */
  found: () => string | undefined;
}

const kubernetesVersion =
  "-X k8s.io/component-base/version.gitVersion=v1.37.2 -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=37";

/** The packages of Vald's programs, relative to `cmd` in Vald's module, by the name of their image. */
const valdPackages = {
  "vald-agent-ngt": "agent/core/ngt",
  "vald-discoverer-k8s": "discoverer/k8s",
  "vald-lb-gateway": "gateway/lb",
  "vald-filter-gateway": "gateway/filter",
  "vald-mirror-gateway": "gateway/mirror",
  "vald-manager-index": "manager/index",
  "vald-index-creation": "index/job/creation",
  "vald-index-save": "index/job/save",
  "vald-index-correction": "index/job/correction",
  "vald-index-deletion": "index/job/deletion",
  "vald-readreplica-rotate": "index/job/readreplica/rotate",
} as const;

/** The programs of Vald. Cast: the keys of `valdPackages` are its programs. */
export const valdPrograms = Object.keys(valdPackages) as readonly ValdProgram[];

/** NGT's package for Python contains the C library, compiled. */
const ngt: SharedLibrary = {
  requirement: "ngt==2.3.12",
  sha256: "15cc7b0df0b21e312736761236c9a85b6c9f202db77c67814aa6c0cdfd15e376",
  folder: "ngt.libs",
  name: "ngt",
  headers: "include",
};

export const tools: readonly Tool[] = [
  {
    binary: "etcd",
    module: "kubernetes",
    goPackage: "go.etcd.io/etcd/server/v3",
    ldflags: "",
    found: () => folderOf("etcd", /^etcd Version: 3\.[5-9]\./),
  },
  {
    binary: "kube-apiserver",
    module: "kubernetes",
    goPackage: "k8s.io/kubernetes/cmd/kube-apiserver",
    ldflags: kubernetesVersion,
    found: () => folderOf("kube-apiserver", /^Kubernetes v1\.3\d\./),
  },
  {
    binary: "kube-controller-manager",
    module: "kubernetes",
    goPackage: "k8s.io/kubernetes/cmd/kube-controller-manager",
    ldflags: kubernetesVersion,
    found: () => folderOf("kube-controller-manager", /^Kubernetes v1\.3\d\./),
  },
  {
    binary: "kube-proxy",
    module: "kubernetes",
    goPackage: "k8s.io/kubernetes/cmd/kube-proxy",
    ldflags: kubernetesVersion,
    found: () => folderOf("kube-proxy", /^Kubernetes v1\.3\d\./),
  },
  {
    binary: "pulumi",
    module: "pulumi",
    goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ldflags: "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0",
    found: pulumiOnPath,
  },
  {
    binary: "pulumi-language-nodejs",
    module: "language-hosts",
    goPackage: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    ldflags: "",
    found: () => pulumiFolderWith("pulumi-language-nodejs"),
  },
  {
    binary: "pulumi-resource-kubernetes",
    module: "provider-kubernetes",
    goPackage: ".",
    ldflags: "-X github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version=4.25.0",
    files: [
      {
        module: "github.com/pulumi/pulumi-kubernetes/provider/v4",
        path: "cmd/pulumi-resource-kubernetes/schema.json",
      },
    ],
    // This program does not print its version either. The name of its folder in Pulumi's plugin cache contains the version.
    found: () => {
      const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
      const folder = join(home, "plugins", "resource-kubernetes-v4.25.0");
      return existsSync(join(folder, "pulumi-resource-kubernetes")) ? folder : undefined;
    },
  },
  {
    binary: "pulumi-language-python",
    module: "language-hosts",
    goPackage: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    ldflags: "",
    files: [{ module: "github.com/pulumi/pulumi/sdk/v3", path: "python/cmd/pulumi-language-python-exec" }],
    found: () => pulumiFolderWith("pulumi-language-python"),
  },
  {
    binary: "pulumi-language-go",
    module: "language-go",
    goPackage: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
    ldflags: "",
    found: () => pulumiFolderWith("pulumi-language-go"),
  },
  {
    binary: "pulumi-language-yaml",
    module: "language-yaml",
    goPackage: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    ldflags: "",
    found: () => pulumiFolderWith("pulumi-language-yaml"),
  },
  {
    binary: "pulumi-language-java",
    module: "sdk-gen",
    goPackage: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
    ldflags: "",
    found: () => pulumiFolderWith("pulumi-language-java"),
  },
  {
    binary: "sdk-gen",
    module: "sdk-gen",
    goPackage: ".",
    ldflags: "",
    found: () => undefined,
  },
  {
    binary: "kind-config",
    module: "kind",
    goPackage: ".",
    ldflags: "",
    found: () => undefined,
  },
  {
    binary: "cyclonus-oracle",
    module: "cyclonus",
    goPackage: ".",
    ldflags: "",
    found: () => undefined,
  },
  {
    binary: "helm",
    module: "helm",
    goPackage: "helm.sh/helm/v4/cmd/helm",
    ldflags: "-X helm.sh/helm/v4/internal/version.version=v4.3.1",
    found: () => folderOf("helm", /Version:"v4\./),
  },
  {
    binary: "kube-router",
    module: "kube-router",
    goPackage: "github.com/cloudnativelabs/kube-router/v2/cmd/kube-router",
    ldflags: "",
    found: () => undefined,
  },
  {
    binary: "coredns",
    module: "coredns",
    goPackage: ".",
    ldflags: "",
    found: () => undefined,
  },
  ...valdPrograms.map((binary): Tool => ({
    binary,
    module: "vald",
    goPackage: `github.com/vdaas/vald/cmd/${valdPackages[binary]}`,
    ldflags: "",
    ...(binary === "vald-agent-ngt" && { library: ngt }),
    found: () => undefined,
  })),
  {
    binary: "vald-client",
    module: "vald",
    goPackage: "./client",
    ldflags: "",
    found: () => undefined,
  },
  {
    binary: "actionlint",
    module: "actionlint",
    goPackage: "github.com/rhysd/actionlint/cmd/actionlint",
    ldflags: "",
    found: () => undefined,
  },
];

function pulumiOnPath(): string | undefined {
  return folderOf("pulumi", /^v3\./);
}

/** Pulumi's folder on PATH, if it also contains a language host. Hosts do not print a version, but are released with the CLI. */
function pulumiFolderWith(host: ToolName): string | undefined {
  const folder = pulumiOnPath();
  return folder !== undefined && existsSync(join(folder, host)) ? folder : undefined;
}

function folderOf(binary: ToolName, version: RegExp): string | undefined {
  const path = onPath(binary);
  const argument = binary === "pulumi" || binary === "helm" ? "version" : "--version";
  return path !== undefined && version.test(versionOutput(path, argument)) ? dirname(path) : undefined;
}
