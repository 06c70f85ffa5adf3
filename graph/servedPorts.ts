/**
 * The ports that Vald's workloads listen on by default, from `defaults.server_config` in the values of Vald's Helm chart
 * 1.7.17. REST is off by default.
 */
export const defaultServedPorts = { grpc: 8081, rest: undefined, readiness: 3001 } as const;
