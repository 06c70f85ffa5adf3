// Command kind-config checks whether kind accepts a cluster configuration. It needs no container engine: it calls kind to create
// a cluster, which first loads and validates the file, and then stops kind before it creates anything.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/kind/pkg/cluster"
	"sigs.k8s.io/kind/pkg/log"
)

func main() {
	if filepath.Base(os.Args[0]) == "docker" {
		pretendToBeDocker()
		return
	}
	if len(os.Args) != 2 {
		fail("usage: kind-config <file>")
	}
	onlyThisDockerOnPath()
	provider := cluster.NewProvider(cluster.ProviderWithDocker(), cluster.ProviderWithLogger(stopBeforeCreation{}))
	err := provider.Create("vald", cluster.CreateWithConfigFile(os.Args[1]))
	fail(fmt.Sprintf("%s: %v", os.Args[1], err))
}

// onlyThisDockerOnPath hides any real container engine, so that nothing can be created.
func onlyThisDockerOnPath() {
	self, err := os.Executable()
	if err != nil {
		fail(err.Error())
	}
	folder, err := os.MkdirTemp("", "kind-config-")
	if err != nil {
		fail(err.Error())
	}
	temporary = folder
	if err := os.Symlink(self, filepath.Join(folder, "docker")); err != nil {
		fail(err.Error())
	}
	os.Setenv("PATH", folder)
}

// pretendToBeDocker answers kind's queries before validation: the engine's capabilities, and clusters with the same name.
func pretendToBeDocker() {
	switch os.Args[1] {
	case "info":
		fmt.Println(`{"CgroupVersion":"2","MemoryLimit":true,"PidsLimit":true,"CPUShares":true}`)
	case "ps":
	default:
		os.Exit(1)
	}
}

// stopBeforeCreation ends the program at "Creating cluster ...", the first message after kind validates the configuration.
type stopBeforeCreation struct{ log.NoopLogger }

func (stopBeforeCreation) V(log.Level) log.InfoLogger { return stopBeforeCreation{} }

func (stopBeforeCreation) Enabled() bool { return false }

func (stopBeforeCreation) Info(string) {}

func (stopBeforeCreation) Infof(format string, _ ...interface{}) {
	if format == "Creating cluster %q ...\n" {
		leave(0)
	}
}

var temporary string

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	leave(1)
}

func leave(code int) {
	if temporary != "" {
		os.RemoveAll(temporary)
	}
	os.Exit(code)
}
