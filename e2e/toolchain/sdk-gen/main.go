// Command sdk-gen validates the schema of a Pulumi package and generates its SDK for one language. It calls Pulumi's own
// generators directly: `pulumi package add` asks the language host for them, and the hosts that are built here are too old.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	java "github.com/pulumi/pulumi-java/pkg/codegen/java"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/pkg/v3/host"
	"github.com/pulumi/pulumi/pkg/v3/resource/plugin"
)

// The name that the generated files give as their generator.
const tool = "pulumi"

var generators = map[string]func(*schema.Package, schema.ReferenceLoader) (map[string][]byte, error){
	"nodejs": func(pkg *schema.Package, loader schema.ReferenceLoader) (map[string][]byte, error) {
		return nodejs.GeneratePackage(tool, pkg, nil, nil, true, loader)
	},
	"python": func(pkg *schema.Package, loader schema.ReferenceLoader) (map[string][]byte, error) {
		return python.GeneratePackage(tool, pkg, nil, loader)
	},
	"go": func(pkg *schema.Package, _ schema.ReferenceLoader) (map[string][]byte, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"dotnet": func(pkg *schema.Package, _ schema.ReferenceLoader) (map[string][]byte, error) {
		// The generator downloads the logo of the package. This one needs no network.
		logo := http.NewFileTransportFS(fstest.MapFS{"logo.png": {}})
		http.DefaultTransport.(*http.Transport).RegisterProtocol("file", logo)
		pkg.LogoURL = "file:///logo.png"
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
	"java": func(pkg *schema.Package, _ schema.ReferenceLoader) (map[string][]byte, error) {
		return java.GeneratePackage(tool, pkg, nil, nil, true, false)
	},
}

func main() {
	if len(os.Args) != 4 || generators[os.Args[2]] == nil {
		fmt.Fprintln(os.Stderr, "usage: sdk-gen SCHEMA nodejs|python|go|dotnet|java FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints all errors and warnings about the schema. Only errors prevent the generation.
func run(schemaFile, language, folder string) error {
	text, err := os.Open(schemaFile)
	if err != nil {
		return err
	}
	defer text.Close()
	decoder := json.NewDecoder(text)
	decoder.DisallowUnknownFields()
	var spec schema.PackageSpec
	if err := decoder.Decode(&spec); err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}

	plugins, err := host.New(context.Background(), nil, nil, nil, nil, nil, nil, nil)
	if err != nil {
		return err
	}
	defer plugins.Close()
	session, err := plugin.NewContext(context.Background(), nil, nil, plugins, nil, ".", nil, false, nil)
	if err != nil {
		return err
	}
	defer session.Close()
	// The loader starts the providers on PATH to get the schemas that this schema refers to.
	loader := schema.NewPluginLoader(session)

	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if err := hcl.NewDiagnosticTextWriter(os.Stderr, nil, 0, false).WriteDiagnostics(diagnostics); err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return fmt.Errorf("%s is not valid", schemaFile)
	}

	files, err := generators[language](pkg, loader)
	if err != nil {
		return err
	}
	return write(files, folder)
}

func write(files map[string][]byte, folder string) error {
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
