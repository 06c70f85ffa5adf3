import type { ApiServer } from "../apiServer";
import { namespace } from "./namespaces";
import type { ValdCluster } from "./valdCluster";

/** A target of the mirror gateway. The mirror gateway is already connected to it, so that no second cluster is necessary. */
export class MirrorTarget {
  private static readonly path = `/apis/vald.vdaas.org/v1/namespaces/${namespace}/valdmirrortargets`;

  private constructor(private readonly api: ApiServer) {}

  static async create({ cluster: { api } }: ValdCluster): Promise<MirrorTarget> {
    const target = { host: `vald-lb-gateway.${namespace}.svc.cluster.local`, port: 8081 };
    await api.create(MirrorTarget.path, {
      apiVersion: "vald.vdaas.org/v1",
      kind: "ValdMirrorTarget",
      metadata: { name: "lb" },
      spec: { colocation: "dc1", target },
    });
    return new MirrorTarget(api);
  }

  /** `Connected` after the mirror gateway has read the target. */
  async phase(): Promise<string> {
    const { status } = await this.api.get<{ status?: { phase?: string } }>(`${MirrorTarget.path}/lb`);
    return status?.phase ?? "Pending";
  }

  delete(): Promise<void> {
    return this.api.delete(`${MirrorTarget.path}/lb`);
  }
}
