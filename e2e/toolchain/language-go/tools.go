//go:build tools

// Package tools keeps Pulumi's language host for Go in the build list.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"
