//go:build tools

package main

// This import keeps Pulumi's language host for Java, which is in the module of the Java generator, in the build list.
import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"
