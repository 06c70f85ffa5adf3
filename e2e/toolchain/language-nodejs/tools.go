//go:build tools

// Package tools keeps Pulumi's Node.js language host in the build list.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
