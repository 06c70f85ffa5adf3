package main

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/kubernetes/pkg/apis/networking"
	defaults "k8s.io/kubernetes/pkg/apis/networking/v1"
	"k8s.io/kubernetes/pkg/apis/networking/validation"
)

// admit prepares policies as the API server does before it stores them: it sets the defaults, which cyclonus requires, and
// returns validation errors.
func admit(policies []*networkingv1.NetworkPolicy) []string {
	problems := []string{}
	for _, policy := range policies {
		defaults.SetObjectDefaults_NetworkPolicy(policy)
		placed := policy.DeepCopy()
		if placed.Namespace == "" {
			placed.Namespace = corev1.NamespaceDefault
		}
		stored := &networking.NetworkPolicy{}
		if err := defaults.Convert_v1_NetworkPolicy_To_networking_NetworkPolicy(placed, stored, nil); err != nil {
			problems = append(problems, err.Error())
			continue
		}
		for _, err := range validation.ValidateNetworkPolicy(stored, validation.NetworkPolicyValidationOptions{}) {
			problems = append(problems, policy.Name+": "+err.Error())
		}
	}
	return problems
}
