//go:build tools

// Package tools keeps the network policy engine in the build list.
package tools

import _ "github.com/cloudnativelabs/kube-router/v2/cmd/kube-router"
