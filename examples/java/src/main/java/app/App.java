package app;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.TypeShape;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.kubernetes.core.v1.Namespace;
import com.pulumi.kubernetes.core.v1.NamespaceArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPortArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.valdnetworkpolicy.ValdNetworkPolicies;
import com.pulumi.valdnetworkpolicy.ValdNetworkPoliciesArgs;
import com.pulumi.valdnetworkpolicy.enums.EdgeComponent;
import com.pulumi.valdnetworkpolicy.inputs.ApiServerArgs;
import com.pulumi.valdnetworkpolicy.inputs.DefaultsArgs;
import com.pulumi.valdnetworkpolicy.inputs.EdgeArgs;
import com.pulumi.valdnetworkpolicy.inputs.EdgeEndpointArgs;
import com.pulumi.valdnetworkpolicy.inputs.NetworkPolicyDefaultsArgs;
import java.util.List;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    private static void stack(Context ctx) {
        var config = ctx.config();
        List<String> apiServerCidrs = config.requireObject("apiServerCidrs", TypeShape.list(String.class));

        // The context is explicit, so that the stack never deploys to the current context by accident.
        var cluster = new Provider("cluster", ProviderArgs.builder().context(config.require("kubeContext")).build());
        var namespace = new Namespace("namespace",
            NamespaceArgs.builder().metadata(ObjectMetaArgs.builder().name("vald-java").build()).build(),
            CustomResourceOptions.builder().provider(cluster).build());

        var policies = new ValdNetworkPolicies("policies", ValdNetworkPoliciesArgs.builder()
            .namespace(namespace.metadata().applyValue(metadata -> metadata.name().orElseThrow()))
            // The values that you install the chart with.
            .chartValues(Map.of(
                "agent", Map.of("name", "vald-agent"),
                "gateway", Map.of("filter", Map.of("enabled", false))))
            .defaults(DefaultsArgs.builder()
                .networkPolicy(NetworkPolicyDefaultsArgs.builder().enabled(true).build())
                .build())
            .apiServer(ApiServerArgs.builder().cidrs(apiServerCidrs).build())
            .edges(EdgeArgs.builder()
                .from(EdgeEndpointArgs.builder().namespace("shop").podLabels(Map.of("app", "search")).build())
                .to(EdgeEndpointArgs.builder().component(EdgeComponent.LbGateway).build())
                .ports(NetworkPolicyPortArgs.builder().port(8081).build())
                .build())
            .build(),
            ComponentResourceOptions.builder().providers(cluster).build());

        // What the policies open beyond the documented table. A preview shows changes to this list.
        ctx.export("openings", policies.openings());
        ctx.export("findings", policies.findings());
    }
}
