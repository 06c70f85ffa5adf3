import type { Mistakes } from "./mistake";
import { someCustom, someSettings } from "../places";
import { slip } from "../slip";
import { list, record } from "../tree";
import { validName, validNamespace } from "../valid";

export const settingMistakes: Mistakes = {
  "namespace wrong": (made) =>
    (made.args["namespace"] = made.draw.pick([
      "",
      "Vald",
      "a.b",
      "a_b",
      "-a",
      "a-",
      "n".repeat(64),
      "é",
      "a b",
      "vald\n",
      "*",
    ])),
  "namespace with a slip": (made) => (made.args["namespace"] = slip(made.draw, validNamespace(made.draw))),
  "namespace not text": (made) => (made.args["namespace"] = made.draw.pick<unknown>([null, 5, true, {}, ["vald"]])),
  "name wrong": (made) =>
    (someSettings(made)["name"] = made.draw.pick([
      "",
      "Vald",
      "a_b",
      "a..b",
      ".a",
      "a.",
      "-a",
      "a-",
      "a.-b",
      "n".repeat(64),
      "é",
      "a/b",
      "a b",
    ])),
  "name with a slip": (made) => (someSettings(made)["name"] = slip(made.draw, validName(made.draw))),
  "prefix wrong": (made) =>
    (made.args["namePrefix"] = made.draw.pick(["Blue-", "-", ".", "a..", "a-.b", "a_", "é", "a b"])),
  "prefix too long": (made) => (made.args["namePrefix"] = "n".repeat(made.draw.pick([64, 184, 253]))),
  "prefix of another kind": (made) => (made.args["namePrefix"] = made.draw.pick<unknown>([5, true])),
  "prefix with a slip": (made) => (made.args["namePrefix"] = slip(made.draw, "blue-")),
  "name not text": (made) => (someSettings(made)["name"] = made.draw.pick<unknown>([null, 5, true, {}, ["vald"]])),
  "name of another component": (made) => {
    const name = made.component === "agent" ? "vald-discoverer" : "vald-agent";
    Object.assign(someSettings(made), { enabled: true, name });
  },
  "one name for two components": (made) => {
    Object.assign(someSettings(made), { enabled: true, name: "same" });
    record(record(made.args, "components"), made.component === "agent" ? "discoverer" : "agent")["name"] = "same";
  },
  "podLabels empty": (made) => (someSettings(made)["podLabels"] = {}),
  "podLabels wrong": (made) =>
    (someSettings(made)["podLabels"] = made.draw.pick<unknown>([
      null,
      [],
      "app=a",
      ["app"],
      1,
      { app: null },
      { app: 1 },
    ])),
  "unknown arg": (made) =>
    (made.args[made.draw.pick(["cusotm", "custom", "name", "Namespace", "networkPolicy", "toString"])] = {}),
  "unknown field in the settings": (made) =>
    (someSettings(made)[made.draw.pick(["labels", "Enabled", "networkPolicy", "podSelector"])] = {}),
  "unknown component": (made) =>
    (record(made.args, "components")[made.draw.pick(["gateway", "lb", "Agent", "lb-gateway", "constructor"])] = {}),
  "ignore without a reason": (made) =>
    list(made.args, "ignore").push(made.draw.pick<unknown>([{ id: "everyone" }, { id: "everyone", reason: " " }])),
  "ignore of no finding": (made) => list(made.args, "ignore").push({ id: "evryone", reason: "meant" }),
  "network plugin that is none": (made) => (made.args["cni"] = made.draw.pick<unknown>(["Cilium", "aws", "", 1])),
  "unknown field in custom": (made) => (someCustom(made)[made.draw.pick(["ingres", "Egress", "rules", "from"])] = []),
  "enabled not a boolean": (made) =>
    (someSettings(made)["enabled"] = made.draw.pick<unknown>(["true", "no", 1, 0, null, {}])),
  "args of a wrong type": (made) =>
    (made.args[made.draw.pick(["defaults", "components", "labels", "annotations"])] = made.draw.pick<unknown>([
      null,
      [],
      "x",
      1,
      true,
      [{}],
    ])),
  "custom of a wrong type": (made) =>
    (someSettings(made)["custom"] = made.draw.pick<unknown>([null, [], "x", 1, [{ from: [] }]])),
  "podLabels empty beside a name": (made) =>
    Object.assign(someSettings(made), { name: validName(made.draw), podLabels: {} }),
};
