//go:build tools

// Package tools keeps Vald's programs in the build list.
package tools

import (
	_ "github.com/vdaas/vald/cmd/agent/core/ngt"
	_ "github.com/vdaas/vald/cmd/discoverer/k8s"
	_ "github.com/vdaas/vald/cmd/gateway/filter"
	_ "github.com/vdaas/vald/cmd/gateway/lb"
	_ "github.com/vdaas/vald/cmd/gateway/mirror"
	_ "github.com/vdaas/vald/cmd/index/job/correction"
	_ "github.com/vdaas/vald/cmd/index/job/creation"
	_ "github.com/vdaas/vald/cmd/index/job/deletion"
	_ "github.com/vdaas/vald/cmd/index/job/readreplica/rotate"
	_ "github.com/vdaas/vald/cmd/index/job/save"
	_ "github.com/vdaas/vald/cmd/manager/index"
)
