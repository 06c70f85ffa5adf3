// Command pulumi-resource-kubernetes is Pulumi's Kubernetes provider, release 4.25.0, built from its published module.
// The provider's own main embeds files that its release process makes; creating, updating and deleting resources needs neither of them.
package main

import (
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	schema, terraformMapping := []byte("{}"), []byte("{}")
	provider.Serve("kubernetes", version.Version, schema, terraformMapping)
}
