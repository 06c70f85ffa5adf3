//go:build tools

// Package tools keeps the Helm command line in the build list.
package tools

import _ "helm.sh/helm/v4/cmd/helm"
