/** The kinds of objects that an endpoint can name, with the short names that kubectl accepts. */
const objectKinds: Readonly<Record<string, readonly string[]>> = {
  Pod: ["po"],
  Deployment: ["deploy"],
  StatefulSet: ["sts"],
  DaemonSet: ["ds"],
  ReplicaSet: ["rs"],
  ReplicationController: ["rc"],
  Job: [],
  CronJob: ["cj"],
};

/** Whether a text names the kind Service as kubectl accepts it. */
export function isServiceKind(text: string): boolean {
  return ["svc", "service", "services"].includes(text.toLowerCase());
}

export const objectKindNames = Object.keys(objectKinds);

/** The kind that a text names, as kubectl accepts it: in any case, singular or plural, or short. */
export function objectKindOf(text: string): string | undefined {
  const name = text.toLowerCase();
  return objectKindNames.find((kind) =>
    [kind.toLowerCase(), `${kind.toLowerCase()}s`, ...(objectKinds[kind] ?? [])].includes(name),
  );
}
