import type { LabelMap } from "../../kubernetes/networkPolicy";

/** `app=web,tier=a`, sorted. */
export function labelsText(labels: LabelMap): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join();
}
