import { append, type Edits, set } from "../edits";
import { objectAt } from "../json";
import { names, namespaces } from "../limits";
import { customRules, root, settings } from "../locations";
import { typo } from "../typo";

const notText = [null, 5, true, {}, ["vald"]];

export const settingMistakes: Edits = {
  "wrong namespace": set(root, "namespace", [
    ...["", "Vald", "a.b", "a_b", "-a", "a-", "n".repeat(64), "é", "a b", "vald\n", "*", ...notText],
  ]),
  "namespace with a typo": ({ args, random }) => (args["namespace"] = typo(random, random.pick(namespaces))),
  "wrong name": set(settings, "name", [
    ...["", "Vald", "a_b", "a..b", ".a", "a.", "-a", "a-", "a.-b", "n".repeat(64), "é", "a/b", "a b", ...notText],
  ]),
  "name with a typo": (draft) => (settings(draft)["name"] = typo(draft.random, draft.random.pick(names))),
  "wrong prefix": set(root, "namePrefix", [...["Blue-", "-", ".", "a..", "a-.b", "a_", "é", "a b"]]),
  "prefix that is too long": set(root, "namePrefix", [...[64, 184, 253].map((length) => "n".repeat(length))]),
  "prefix of a wrong type": set(root, "namePrefix", [5, true]),
  "prefix with a typo": ({ args, random }) => (args["namePrefix"] = typo(random, "blue-")),
  "name of another component": ({ args, random }) => {
    const [component, name] = random.pick([
      ["agent", "vald-discoverer"],
      ["discoverer", "vald-agent"],
    ] as const);
    Object.assign(objectAt(objectAt(args, "components"), component), { enabled: true, name });
  },
  "same labels for two components": ({ args }) => {
    for (const component of ["agent", "discoverer"])
      Object.assign(objectAt(objectAt(args, "components"), component), { enabled: true, podLabels: { app: "vald" } });
  },
  "same name for two components": ({ args }) => {
    for (const component of ["agent", "discoverer"])
      Object.assign(objectAt(objectAt(args, "components"), component), { enabled: true, name: "same" });
  },
  "name with empty pod labels": (draft) =>
    Object.assign(settings(draft), { name: draft.random.pick(names), podLabels: {} }),
  "unknown arg": set(root, ["cusotm", "custom", "name", "Namespace", "networkPolicy", "toString"], [{}]),
  "unknown field in the settings": set(settings, ["labels", "Enabled", "networkPolicy", "podSelector"], [{}]),
  "unknown component": set(
    ({ args }) => objectAt(args, "components"),
    ["gateway", "lb", "Agent", "lb-gateway", "constructor"],
    [{}],
  ),
  "unknown field in custom": set(customRules, ["ingres", "Egress", "rules", "from"], [[]]),
  "enabled that is not a boolean": set(settings, "enabled", ["true", "no", 1, 0, null, {}]),
  "maps that are not objects": set(root, ["defaults", "components"], [null, [], "x", 1, true, [{}]]),
  "custom that is not an object": set(settings, "custom", [null, [], "x", 1, [{ from: [] }]]),
  "ignore without a reason": append(root, "ignore", [{ id: "everyone" }, { id: "everyone", reason: " " }]),
  "ignore of an unknown finding": append(root, "ignore", [{ id: "evryone", reason: "intended" }]),
  "unknown network plugin": set(root, "cni", ["Cilium", "aws", "", 1]),
};
