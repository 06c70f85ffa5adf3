// Command cyclonus-oracle uses cyclonus' matcher to evaluate whether NetworkPolicies allow connections. It reads one case
// (policies and connections) per line from stdin, and writes one answer per line to stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type oracleCase struct {
	Policies    []*networkingv1.NetworkPolicy `json:"policies"`
	Connections []connection                  `json:"connections"`
}

// connection describes connections between two ends, one connection for each port.
type connection struct {
	From  end    `json:"from"`
	To    end    `json:"to"`
	Ports []port `json:"ports"`
}

type port struct {
	Number   int             `json:"number"`
	Protocol corev1.Protocol `json:"protocol"`
	// The names that the target declares for the port.
	Names []string `json:"names"`
}

// end is a pod, or an address outside the cluster.
type end struct {
	IP  string `json:"ip"`
	Pod *pod   `json:"pod"`
}

type pod struct {
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
}

type answer struct {
	// The API server's validation errors for the policies. If there are any, the answer contains nothing else.
	Problems    []string           `json:"problems"`
	Connections []connectionAnswer `json:"connections"`
}

// connectionAnswer has an entry for each port.
type connectionAnswer struct {
	Cyclonus []allowed `json:"cyclonus"`
	// The same verdicts, but with label selectors evaluated by Kubernetes' own code.
	KubernetesSelectors []allowed `json:"kubernetesSelectors"`
}

type allowed struct {
	Egress  bool `json:"egress"`
	Ingress bool `json:"ingress"`
	Total   bool `json:"total"`
}

func main() {
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	decoder.DisallowUnknownFields()
	for {
		var one oracleCase
		if err := decoder.Decode(&one); err == io.EOF {
			break
		} else if err != nil {
			fail(err)
		}
		if err := encoder.Encode(answered(one)); err != nil {
			fail(err)
		}
	}
	if err := out.Flush(); err != nil {
		fail(err)
	}
}

func answered(one oracleCase) answer {
	problems := admit(one.Policies)
	if len(problems) > 0 {
		return answer{Problems: problems}
	}
	selectors, marked := mark(one.Policies)
	own, kubernetes := matcher.BuildNetworkPolicies(false, one.Policies), matcher.BuildNetworkPolicies(false, marked)
	result := answer{Problems: []string{}, Connections: make([]connectionAnswer, len(one.Connections))}
	for i, c := range one.Connections {
		result.Connections[i] = connectionAnswer{
			Cyclonus:            allowedPorts(own, c),
			KubernetesSelectors: allowedPorts(kubernetes, selectors.markConnection(c)),
		}
	}
	return result
}

func allowedPorts(policy *matcher.Policy, c connection) []allowed {
	result := make([]allowed, len(c.Ports))
	for i, port := range c.Ports {
		// An additional name can only allow more, so the port is open if it is open under any of its names.
		for _, name := range append([]string{""}, port.Names...) {
			verdict := policy.IsTrafficAllowed(&matcher.Traffic{
				Source:           c.From.peer(),
				Destination:      c.To.peer(),
				ResolvedPort:     port.Number,
				ResolvedPortName: name,
				Protocol:         port.Protocol,
			})
			result[i].Egress = result[i].Egress || verdict.Egress.IsAllowed()
			result[i].Ingress = result[i].Ingress || verdict.Ingress.IsAllowed()
		}
		result[i].Total = result[i].Egress && result[i].Ingress
	}
	return result
}

func (e end) peer() *matcher.TrafficPeer {
	if e.Pod == nil {
		return &matcher.TrafficPeer{IP: e.IP}
	}
	return &matcher.TrafficPeer{IP: e.IP, Internal: &matcher.InternalPeer{
		PodLabels:       e.Pod.Labels,
		NamespaceLabels: e.Pod.NamespaceLabels,
		Namespace:       e.Pod.Namespace,
	}}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
