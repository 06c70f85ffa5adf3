/**
 * The ports on which Vald's workloads serve unless they are told otherwise: `defaults.server_config` in the values of Vald's
 * Helm chart, version 1.7.17. REST is off.
 */
export const servedPorts = { grpc: 8081, rest: undefined, readiness: 3001 } as const;
