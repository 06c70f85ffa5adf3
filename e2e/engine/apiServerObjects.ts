import { setTimeout as pause } from "node:timers/promises";
import { fixture } from "./fixture";

export interface EndpointSlice {
  endpoints: { addresses: string[] }[];
  ports: { port: number }[];
}

export interface Service {
  spec: { clusterIP: string; ports: { port: number }[] };
}

/** The addresses of the API server's Service and of the API server itself. */
export async function apiServerAddresses(): Promise<string[]> {
  const [{ spec }, { endpoints }] = [await apiService(), await registeredSlice()];
  return [spec.clusterIP, ...endpoints.flatMap(({ addresses }) => addresses)];
}

/** The API server creates its Service before it reports readiness, and its EndpointSlice a moment later. */
export async function registeredSlice(): Promise<EndpointSlice> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await fixture().api.get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes");
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(200);
    }
  }
}

export async function apiService(): Promise<Service> {
  return fixture().api.get("/api/v1/namespaces/default/services/kubernetes");
}
