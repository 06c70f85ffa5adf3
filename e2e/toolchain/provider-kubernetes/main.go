// Command pulumi-resource-kubernetes is Pulumi's Kubernetes provider, release 4.25.0, built from its published module.
// The provider's own main embeds files that its release process makes: the schema with its version, and a mapping for
// programs that are converted from Terraform, which nothing here needs.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

func main() {
	schema, err := readSchema()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	provider.Serve("kubernetes", version.Version, schema, []byte("{}"))
}

// readSchema returns the module's schema, which lies beside this program, with the version that its release process adds.
func readSchema() ([]byte, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	schema, err := os.ReadFile(filepath.Join(filepath.Dir(program), "schema.json"))
	if err != nil {
		return nil, err
	}
	return bytes.Replace(schema, []byte("{"), fmt.Appendf(nil, "{\n    \"version\": %q,", version.Version), 1), nil
}
