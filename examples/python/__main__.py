import pulumi
import pulumi_kubernetes as kubernetes
import pulumi_vald_network_policy as vald

config = pulumi.Config()

# The context is explicit, so that the stack never deploys to the current context by accident.
cluster = kubernetes.Provider("cluster", context=config.require("kubeContext"))

namespace = kubernetes.core.v1.Namespace(
    "namespace",
    metadata=kubernetes.meta.v1.ObjectMetaArgs(name="vald-python"),
    opts=pulumi.ResourceOptions(provider=cluster),
)

policies = vald.ValdNetworkPolicies(
    "policies",
    namespace=namespace.metadata.name,
    # The values that you install the chart with.
    chart_values={"agent": {"name": "vald-agent"}, "gateway": {"filter": {"enabled": False}}},
    defaults=vald.DefaultsArgs(network_policy=vald.NetworkPolicyDefaultsArgs(enabled=True)),
    api_server=vald.ApiServerArgs(cidrs=config.require_object("apiServerCidrs")),
    edges=[
        vald.EdgeArgs(
            from_=vald.EdgeEndpointArgs(namespace="shop", pod_labels={"app": "search"}),
            to=vald.EdgeEndpointArgs(component=vald.EdgeComponent.LB_GATEWAY),
            ports=[kubernetes.networking.v1.NetworkPolicyPortArgs(port=8081)],
        )
    ],
    opts=pulumi.ResourceOptions(providers=[cluster]),
)

# What the policies open beyond the documented table. A preview shows changes to this list.
pulumi.export("openings", policies.openings)
pulumi.export("findings", policies.findings)
