from typing import Any, cast

import pulumi
import pulumi_kubernetes as kubernetes
import pulumi_vald_network_policy as vald

config = pulumi.Config()
cluster = kubernetes.Provider("cluster", context=config.require("kubeContext"))
in_cluster = pulumi.ResourceOptions(provider=cluster)
namespace = kubernetes.core.v1.Namespace("namespace", metadata={"name": "languages-python"}, opts=in_cluster)
shop = kubernetes.core.v1.Namespace("shop", metadata={"name": "languages-python-shop"}, opts=in_cluster)


def annotated(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    if args.type_ == "kubernetes:networking.k8s.io/v1:NetworkPolicy":
        cast(Any, args.props["metadata"])["annotations"] = {"owner": "search"}
    return pulumi.ResourceTransformResult(props=args.props, opts=args.opts)


def namespace_of(name: pulumi.Input[str]) -> kubernetes.meta.v1.LabelSelectorArgs:
    return kubernetes.meta.v1.LabelSelectorArgs(match_labels={"kubernetes.io/metadata.name": name})


policies = vald.ValdNetworkPolicies(
    "vald",
    # A preview does not know the id of a namespace that does not exist yet.
    namespace=namespace.id,
    chart_values={
        "gateway": {"filter": {"enabled": False}},
        "agent": {"name": "my-agent", "sidecar": {"enabled": True}},
        "manager": {"index": {"operator": {"enabled": True}}},
    },
    defaults=vald.DefaultsArgs(
        network_policy=vald.NetworkPolicyDefaultsArgs(
            enabled=True,
            custom=vald.CustomRulesArgs(
                egress=[
                    kubernetes.networking.v1.NetworkPolicyEgressRuleArgs(
                        to=[kubernetes.networking.v1.NetworkPolicyPeerArgs(namespace_selector=namespace_of(shop.id))],
                        ports=[kubernetes.networking.v1.NetworkPolicyPortArgs(port=4317, protocol="TCP")],
                    )
                ]
            ),
        )
    ),
    components=vald.ComponentsArgs(
        lb_gateway=vald.ComponentSettingsArgs(
            custom=vald.CustomRulesArgs(
                ingress=[
                    kubernetes.networking.v1.NetworkPolicyIngressRuleArgs(
                        from_=[
                            kubernetes.networking.v1.NetworkPolicyPeerArgs(
                                namespace_selector=namespace_of("batch"),
                                pod_selector=kubernetes.meta.v1.LabelSelectorArgs(
                                    match_labels={"app": config.require_secret("clients")}
                                ),
                            )
                        ],
                        ports=[kubernetes.networking.v1.NetworkPolicyPortArgs(port="grpc")],
                    )
                ]
            )
        ),
        discoverer=vald.ComponentSettingsArgs(
            custom=vald.CustomRulesArgs(
                ingress=[
                    kubernetes.networking.v1.NetworkPolicyIngressRuleArgs(
                        from_=[
                            kubernetes.networking.v1.NetworkPolicyPeerArgs(namespace_selector=namespace_of("metrics"))
                        ]
                    )
                ]
            )
        ),
    ),
    edge_ports=vald.EdgePorts(config.get("edgePorts") or "any"),
    api_server=vald.ApiServerArgs(cidrs=["10.96.0.1/32"]),
    edges=[
        vald.EdgeArgs(
            from_=vald.EdgeEndpointArgs(component=vald.EdgeComponent.AGENT),
            to=vald.EdgeEndpointArgs(cidrs=[config.require_secret("archive")]),
            ports=[kubernetes.networking.v1.NetworkPolicyPortArgs(port=443)],
        ),
        vald.EdgeArgs(
            from_=vald.EdgeEndpointArgs(namespace=shop.id, pod_labels={"app": "search"}),
            to=vald.EdgeEndpointArgs(component=vald.EdgeComponent.LB_GATEWAY),
        ),
        vald.EdgeArgs(
            from_=vald.EdgeEndpointArgs(component=vald.EdgeComponent.INDEX_MANAGER),
            to=vald.EdgeEndpointArgs(namespace="metrics"),
        ),
    ],
    labels={"team": config.get("team") or "vectors"},
    opts=pulumi.ResourceOptions(providers=[cluster], transforms=[annotated] if config.get_bool("transforms") else []),
)

kubernetes.core.v1.ConfigMap(
    "names",
    metadata={"namespace": shop.id, "name": "policies"},
    data={"agent": policies.policy_names["agent"], "openings": policies.openings[0]},
    opts=in_cluster,
)

pulumi.export("policyNames", policies.policy_names)
pulumi.export("openings", policies.openings)
pulumi.export("findings", policies.findings)
pulumi.export("agentPolicy", policies.policies["agent"].metadata.name)
