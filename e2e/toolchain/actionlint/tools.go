//go:build tools

// Package tools keeps actionlint in the build list.
package tools

import _ "github.com/rhysd/actionlint/cmd/actionlint"
