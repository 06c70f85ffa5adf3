//go:build tools

// Package tools keeps Pulumi's language host for YAML in the build list.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
