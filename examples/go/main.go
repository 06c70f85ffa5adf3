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
		var apiServerCidrs []string
		settings.RequireObject("apiServerCidrs", &apiServerCidrs)

		// The context is explicit, so that the stack never deploys to the current context by accident.
		cluster, err := kubernetes.NewProvider(ctx, "cluster", &kubernetes.ProviderArgs{
			Context: pulumi.String(settings.Require("kubeContext")),
		})
		if err != nil {
			return err
		}
		namespace, err := corev1.NewNamespace(ctx, "namespace", &corev1.NamespaceArgs{
			Metadata: &metav1.ObjectMetaArgs{Name: pulumi.String("vald-go")},
		}, pulumi.Provider(cluster))
		if err != nil {
			return err
		}

		lbGateway := vald.EdgeComponentLbGateway
		policies, err := vald.NewValdNetworkPolicies(ctx, "policies", &vald.ValdNetworkPoliciesArgs{
			Namespace: namespace.Metadata.Name().Elem(),
			// The values that you install the chart with.
			ChartValues: map[string]pulumi.Input{
				"agent":   pulumi.Map{"name": pulumi.String("vald-agent")},
				"gateway": pulumi.Map{"filter": pulumi.Map{"enabled": pulumi.Bool(false)}},
			},
			Defaults: &vald.DefaultsArgs{
				NetworkPolicy: &vald.NetworkPolicyDefaultsArgs{Enabled: pulumi.BoolRef(true)},
			},
			ApiServer: &vald.ApiServerArgs{Cidrs: pulumi.ToStringArray(apiServerCidrs)},
			Edges: []vald.EdgeArgs{
				{
					From: vald.EdgeEndpointArgs{
						Namespace: pulumi.String("shop"),
						PodLabels: pulumi.StringMap{"app": pulumi.String("search")},
					},
					To: vald.EdgeEndpointArgs{Component: &lbGateway},
					Ports: networkingv1.NetworkPolicyPortArray{
						&networkingv1.NetworkPolicyPortArgs{Port: pulumi.Int(8081)},
					},
				},
			},
		}, pulumi.Providers(cluster))
		if err != nil {
			return err
		}

		// What the policies open beyond the documented table. A preview shows changes to this list.
		ctx.Export("openings", policies.Openings)
		ctx.Export("findings", policies.Findings)
		return nil
	})
}
