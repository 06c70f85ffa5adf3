package main

import (
	"sort"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// representativePorts returns one port from each range that no rule divides. The allowed connections change only at the
// start of a port range, right after its end, and at the numbers of named ports.
func representativePorts(pods []*corev1.Pod, policies []*networkingv1.NetworkPolicy) []port {
	starts := map[port]bool{}
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		starts[port{protocol, 1}] = true
	}
	add := func(protocol corev1.Protocol, first, last int) {
		starts[port{protocol, first}] = true
		if last < 65535 {
			starts[port{protocol, last + 1}] = true
		}
	}
	for _, pod := range pods {
		for _, container := range pod.Spec.Containers {
			for _, p := range container.Ports {
				add(p.Protocol, int(p.ContainerPort), int(p.ContainerPort))
			}
		}
	}
	for _, policy := range policies {
		for _, rule := range policy.Spec.Ingress {
			addRule(rule.Ports, add)
		}
		for _, rule := range policy.Spec.Egress {
			addRule(rule.Ports, add)
		}
	}
	ports := make([]port, 0, len(starts))
	for p := range starts {
		ports = append(ports, p)
	}
	sort.Slice(ports, func(i, j int) bool {
		a, b := ports[i], ports[j]
		return a.protocol < b.protocol || a.protocol == b.protocol && a.number < b.number
	})
	return ports
}

func addRule(ports []networkingv1.NetworkPolicyPort, add func(protocol corev1.Protocol, first, last int)) {
	for _, p := range ports {
		if p.Port == nil || p.Port.Type == intstr.String {
			continue
		}
		protocol := corev1.ProtocolTCP
		if p.Protocol != nil {
			protocol = *p.Protocol
		}
		last := p.Port.IntValue()
		if p.EndPort != nil {
			last = int(*p.EndPort)
		}
		add(protocol, p.Port.IntValue(), last)
	}
}
