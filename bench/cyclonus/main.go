// Command cyclonus-pairs uses cyclonus' matcher to count the ordered pairs of pods that may connect on at least one
// port. Its argument is a YAML file with a v1 List of namespaces, pods, and network policies.
package main

import (
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/yaml"
)

type port struct {
	protocol corev1.Protocol
	number   int
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: cyclonus-pairs <file>"))
	}
	namespaceLabels, pods, policies := read(os.Args[1])
	ports := representativePorts(pods, policies)
	policy := matcher.BuildNetworkPolicies(false, policies)

	peers := make([]*matcher.TrafficPeer, len(pods))
	for i, pod := range pods {
		peers[i] = &matcher.TrafficPeer{IP: pod.Status.PodIP, Internal: &matcher.InternalPeer{
			PodLabels: pod.Labels, NamespaceLabels: namespaceLabels[pod.Namespace], Namespace: pod.Namespace,
		}}
	}
	pairs := 0
	for i := range pods {
		for j := range pods {
			if i != j && isAnyPortAllowed(policy, peers[i], peers[j], ports, portNames(pods[j])) {
				pairs++
			}
		}
	}
	fmt.Println(pairs)
}

func isAnyPortAllowed(policy *matcher.Policy, from, to *matcher.TrafficPeer, ports []port, names map[port]string) bool {
	for _, p := range ports {
		traffic := &matcher.Traffic{
			Source: from, Destination: to, ResolvedPort: p.number, ResolvedPortName: names[p], Protocol: p.protocol,
		}
		if policy.IsTrafficAllowed(traffic).IsAllowed() {
			return true
		}
	}
	return false
}

func read(file string) (map[string]map[string]string, []*corev1.Pod, []*networkingv1.NetworkPolicy) {
	text, err := os.ReadFile(file)
	if err != nil {
		fail(err)
	}
	var list struct {
		Items []runtime.RawExtension `json:"items"`
	}
	if err := yaml.Unmarshal(text, &list); err != nil {
		fail(err)
	}
	namespaceLabels := map[string]map[string]string{}
	var pods []*corev1.Pod
	var policies []*networkingv1.NetworkPolicy
	for _, item := range list.Items {
		var kind struct {
			Kind string `json:"kind"`
		}
		decode(item.Raw, &kind)
		switch kind.Kind {
		case "Namespace":
			namespace := &corev1.Namespace{}
			decode(item.Raw, namespace)
			namespaceLabels[namespace.Name] = namespace.Labels
		case "Pod":
			pods = append(pods, decode(item.Raw, &corev1.Pod{}))
		case "NetworkPolicy":
			policies = append(policies, decode(item.Raw, &networkingv1.NetworkPolicy{}))
		}
	}
	return namespaceLabels, pods, policies
}

func decode[T any](raw []byte, into T) T {
	if err := yaml.Unmarshal(raw, into); err != nil {
		fail(err)
	}
	return into
}

func portNames(pod *corev1.Pod) map[port]string {
	names := map[port]string{}
	for _, container := range pod.Spec.Containers {
		for _, p := range container.Ports {
			names[port{p.Protocol, int(p.ContainerPort)}] = p.Name
		}
	}
	return names
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
