package main

import (
	vald "github.com/OWNER/vald-network-policy/sdk/go/valdnetworkpolicy"
	"github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes"
	corev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/core/v1"
	metav1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/meta/v1"
	networkingv1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/networking/v1"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		cluster, err := kubernetes.NewProvider(ctx, "cluster", &kubernetes.ProviderArgs{
			Context: pulumi.String(settings.Require("kubeContext")),
		})
		if err != nil {
			return err
		}
		namespace, err := newNamespace(ctx, "namespace", "languages-go", cluster)
		if err != nil {
			return err
		}
		shop, err := newNamespace(ctx, "shop", "languages-go-shop", cluster)
		if err != nil {
			return err
		}
		edgePorts := vald.EdgePorts(settings.Get("edgePorts"))
		if edgePorts == "" {
			edgePorts = vald.EdgePortsAny
		}
		team := settings.Get("team")
		if team == "" {
			team = "vectors"
		}
		agent, lbGateway, indexManager := vald.EdgeComponentAgent, vald.EdgeComponentLbGateway, vald.EdgeComponentIndexManager

		policies, err := vald.NewValdNetworkPolicies(ctx, "vald", &vald.ValdNetworkPoliciesArgs{
			// A preview does not know the id of a namespace that does not exist yet.
			Namespace: namespace.ID(),
			ChartValues: map[string]pulumi.Input{
				"gateway": pulumi.Map{"filter": pulumi.Map{"enabled": pulumi.Bool(false)}},
				"agent": pulumi.Map{
					"name":    pulumi.String("my-agent"),
					"sidecar": pulumi.Map{"enabled": pulumi.Bool(true)},
				},
				"manager": pulumi.Map{"index": pulumi.Map{"operator": pulumi.Map{"enabled": pulumi.Bool(true)}}},
			},
			Defaults: &vald.DefaultsArgs{
				NetworkPolicy: &vald.NetworkPolicyDefaultsArgs{
					Enabled: pulumi.BoolRef(true),
					Custom: &vald.CustomRulesArgs{
						Egress: networkingv1.NetworkPolicyEgressRuleArray{
							&networkingv1.NetworkPolicyEgressRuleArgs{
								To:    peers(namespaceOf(shop.ID()), nil),
								Ports: port(pulumi.Int(4317), pulumi.String("TCP")),
							},
						},
					},
				},
			},
			Components: &vald.ComponentsArgs{
				LbGateway: &vald.ComponentSettingsArgs{
					Custom: &vald.CustomRulesArgs{
						Ingress: networkingv1.NetworkPolicyIngressRuleArray{
							&networkingv1.NetworkPolicyIngressRuleArgs{
								From: peers(namespaceOf(pulumi.String("batch")), &metav1.LabelSelectorArgs{
									MatchLabels: pulumi.StringMap{"app": settings.RequireSecret("clients")},
								}),
								Ports: port(pulumi.String("grpc"), nil),
							},
						},
					},
				},
				Discoverer: &vald.ComponentSettingsArgs{
					Custom: &vald.CustomRulesArgs{
						Ingress: networkingv1.NetworkPolicyIngressRuleArray{
							&networkingv1.NetworkPolicyIngressRuleArgs{
								From: peers(namespaceOf(pulumi.String("metrics")), nil),
							},
						},
					},
				},
			},
			EdgePorts: &edgePorts,
			ApiServer: &vald.ApiServerArgs{Cidrs: pulumi.StringArray{pulumi.String("10.96.0.1/32")}},
			Edges: []vald.EdgeArgs{
				{
					From:  vald.EdgeEndpointArgs{Component: &agent},
					To:    vald.EdgeEndpointArgs{Cidrs: pulumi.StringArray{settings.RequireSecret("archive")}},
					Ports: port(pulumi.Int(443), nil),
				},
				{
					From: vald.EdgeEndpointArgs{
						Namespace: shop.ID(),
						PodLabels: pulumi.StringMap{"app": pulumi.String("search")},
					},
					To: vald.EdgeEndpointArgs{Component: &lbGateway},
				},
				{
					From: vald.EdgeEndpointArgs{Component: &indexManager},
					To:   vald.EdgeEndpointArgs{Namespace: pulumi.String("metrics")},
				},
			},
			Labels: pulumi.StringMap{"team": pulumi.String(team)},
		}, pulumi.Providers(cluster))
		if err != nil {
			return err
		}

		_, err = corev1.NewConfigMap(ctx, "names", &corev1.ConfigMapArgs{
			Metadata: &metav1.ObjectMetaArgs{Namespace: shop.ID(), Name: pulumi.String("policies")},
			Data: pulumi.StringMap{
				"agent":    policies.PolicyNames.MapIndex(pulumi.String("agent")),
				"openings": policies.Openings.Index(pulumi.Int(0)),
			},
		}, pulumi.Provider(cluster))
		if err != nil {
			return err
		}
		ctx.Export("policyNames", policies.PolicyNames)
		ctx.Export("openings", policies.Openings)
		ctx.Export("findings", policies.Findings)
		ctx.Export("agentPolicy", policies.Policies.MapIndex(pulumi.String("agent")).Metadata().Name())
		return nil
	})
}

func newNamespace(ctx *pulumi.Context, resource, name string, cluster pulumi.ProviderResource) (*corev1.Namespace, error) {
	return corev1.NewNamespace(ctx, resource, &corev1.NamespaceArgs{
		Metadata: &metav1.ObjectMetaArgs{Name: pulumi.String(name)},
	}, pulumi.Provider(cluster))
}

func namespaceOf(name pulumi.StringInput) metav1.LabelSelectorPtrInput {
	return &metav1.LabelSelectorArgs{MatchLabels: pulumi.StringMap{"kubernetes.io/metadata.name": name}}
}

func peers(namespaces, pods metav1.LabelSelectorPtrInput) networkingv1.NetworkPolicyPeerArray {
	return networkingv1.NetworkPolicyPeerArray{
		&networkingv1.NetworkPolicyPeerArgs{NamespaceSelector: namespaces, PodSelector: pods},
	}
}

func port(number pulumi.Input, protocol pulumi.StringPtrInput) networkingv1.NetworkPolicyPortArray {
	return networkingv1.NetworkPolicyPortArray{&networkingv1.NetworkPolicyPortArgs{Port: number, Protocol: protocol}}
}
