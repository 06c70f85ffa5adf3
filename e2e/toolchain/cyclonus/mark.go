package main

import (
	"fmt"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// selectors contains the selectors in a case's policies. Each key is the label that marks the selected objects.
type selectors map[string]labels.Selector

// mark returns copies of the policies in which each selector requires one unique label, and the original selectors, which
// decide which objects get that label. Empty selectors stay unchanged, because they select everything.
func mark(policies []*networkingv1.NetworkPolicy) (selectors, []*networkingv1.NetworkPolicy) {
	found, marked := selectors{}, make([]*networkingv1.NetworkPolicy, len(policies))
	for i, policy := range policies {
		marked[i] = policy.DeepCopy()
		spec := &marked[i].Spec
		found.replace(&spec.PodSelector)
		for _, rule := range spec.Ingress {
			found.replaceAll(rule.From)
		}
		for _, rule := range spec.Egress {
			found.replaceAll(rule.To)
		}
	}
	return found, marked
}

func (s selectors) replaceAll(peers []networkingv1.NetworkPolicyPeer) {
	for i := range peers {
		s.replace(peers[i].PodSelector)
		s.replace(peers[i].NamespaceSelector)
	}
}

func (s selectors) replace(selector *metav1.LabelSelector) {
	if selector == nil || len(selector.MatchLabels)+len(selector.MatchExpressions) == 0 {
		return
	}
	parsed, err := metav1.LabelSelectorAsSelector(selector)
	if err != nil {
		fail(err)
	}
	key := fmt.Sprintf("selector-%d", len(s))
	s[key] = parsed
	*selector = metav1.LabelSelector{MatchLabels: map[string]string{key: "selects"}}
}

func (s selectors) markConnection(c connection) connection {
	c.From.Pod, c.To.Pod = s.markPod(c.From.Pod), s.markPod(c.To.Pod)
	return c
}

func (s selectors) markPod(p *pod) *pod {
	if p == nil {
		return nil
	}
	return &pod{Namespace: p.Namespace, NamespaceLabels: s.marks(p.NamespaceLabels), Labels: s.marks(p.Labels)}
}

func (s selectors) marks(of map[string]string) map[string]string {
	result := map[string]string{}
	for key, selector := range s {
		if selector.Matches(labels.Set(of)) {
			result[key] = "selects"
		}
	}
	return result
}
