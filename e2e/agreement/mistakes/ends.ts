import type { Mistakes } from "./mistake";
import { addEnd, addPlace } from "../edgePlaces";
import { rangeText, anyRange } from "../ranges";
import { slip } from "../slip";
import { define } from "../tree";
import { validLabels, validNamespace } from "../valid";
import { validPlace } from "../validEdges";

const nameLabel = "kubernetes.io/metadata.name";

export const endMistakes: Mistakes = {
  "end that says nothing": (made) => void addEnd(made),
  "null in an end": (made) =>
    Object.assign(addPlace(made), made.draw.chance(50) && validPlace(made.draw), {
      [made.draw.pick(["namespace", "namespaceLabels", "podLabels", "cidrs", "except"])]: made.draw.pick<unknown>([
        null,
        undefined,
        { team: null },
        [null],
      ]),
    }),
  "component null beside pods": (made) =>
    Object.assign(addEnd(made), { component: made.draw.pick([null, undefined]), podLabels: { app: "a" } }),
  "unknown field in an end": (made) =>
    define(
      Object.assign(addPlace(made), validPlace(made.draw)),
      made.draw.pick(["podSelector", "namespaceSelector", "ipBlock", "cidr", "ports", "app", "Namespace", "toString"]),
      made.draw.pick<unknown>([{}, "x", [], null]),
    ),
  "component and more": (made) =>
    Object.assign(addEnd(made), validPlace(made.draw), { component: made.draw.pick(["agent", "every"]) }),
  "component and its labels": (made) =>
    Object.assign(addEnd(made), {
      component: "agent",
      [made.draw.pick(["podLabels", "namespaceLabels"])]: validLabels(made.draw),
    }),
  "component misspelt": (made) =>
    (addEnd(made)["component"] = made.draw.pick(["agents", "Agent", "lb-gateway", "vald-agent", "all", "*", ""])),
  "component not text": (made) =>
    (addEnd(made)["component"] = made.draw.pick<unknown>([null, undefined, 5, true, {}, ["agent"]])),
  "pods and ranges": (made) =>
    Object.assign(addPlace(made), {
      cidrs: made.draw.pick<unknown>([["10.0.0.0/8"], ["10.0.0.0/8"], [], null]),
      ...made.draw.pick<object>([{ namespace: "shop" }, { namespaceLabels: {} }, { podLabels: { app: "a" } }]),
    }),
  "pods that have exceptions": (made) => Object.assign(addPlace(made), { podLabels: {}, except: ["10.0.0.0/8"] }),
  "namespace by its name in two places": (made) =>
    Object.assign(addPlace(made), {
      namespace: "shop",
      namespaceLabels: { [nameLabel]: made.draw.pick(["shop", "a"]) },
    }),
  "name of a namespace wrong": (made) =>
    (addPlace(made)["namespace"] = made.draw.pick(["", "Shop", "a.b", "a_b", "-a", "a-", "n".repeat(64), "é", "*"])),
  "name of a namespace with a slip": (made) =>
    (addPlace(made)["namespace"] = slip(made.draw, validNamespace(made.draw))),
  "name of a namespace not text": (made) =>
    (addPlace(made)["namespace"] = made.draw.pick<unknown>([5, true, {}, ["shop"]])),
  "labels at an end not a map": (made) =>
    (addPlace(made)[made.draw.pick(["namespaceLabels", "podLabels"])] = made.draw.pick<unknown>([
      [],
      "app=a",
      ["app"],
      1,
      false,
      { matchLabels: { app: "a" } },
      { app: 1 },
    ])),
  "no ranges": (made) =>
    Object.assign(addPlace(made), { cidrs: [], ...(made.draw.chance(30) && { except: ["10.0.0.0/8"] }) }),
  "ranges not a list": (made) =>
    (addPlace(made)["cidrs"] = made.draw.pick<unknown>(["10.0.0.0/8", "", {}, { cidr: "10.0.0.0/8" }, 10, false])),
  "ranges not of text": (made) =>
    (addPlace(made)["cidrs"] = made.draw.pick<unknown>([[{ cidr: "10.0.0.0/8" }], [["10.0.0.0/8"]], [10], [true]])),
  "exceptions to nothing": (made) =>
    (addPlace(made)["except"] = made.draw.pick<unknown>([["10.0.0.0/8"], [], "10.0.0.0/8"])),
  "exceptions not a list": (made) =>
    Object.assign(addPlace(made), {
      cidrs: ["10.0.0.0/8"],
      except: made.draw.pick<unknown>(["10.1.0.0/16", {}, [10], [["10.1.0.0/16"]]]),
    }),
  "exception to other ranges": (made) =>
    Object.assign(addPlace(made), {
      ...made.draw.pick([
        { cidrs: ["10.0.0.0/8", "fd00::/8"], except: ["11.0.0.0/16"] },
        { cidrs: ["10.0.0.0/9", "10.128.0.0/9"], except: ["10.0.0.0/8"] },
        { cidrs: ["10.0.0.0/24", "fd00::/8"], except: ["fe80::/64", "10.0.0.1/32"] },
        { cidrs: [rangeText(anyRange(made.draw, 4))], except: [rangeText(anyRange(made.draw, 6))] },
      ]),
    }),
  "exception that leaves nothing of a range": (made) =>
    Object.assign(addPlace(made), {
      ...made.draw.pick([
        { cidrs: ["0.0.0.0/0", "10.0.0.0/8"], except: ["10.0.0.0/8"] },
        { cidrs: ["0.0.0.0/0", "10.1.0.0/16"], except: ["10.0.0.0/8"] },
        { cidrs: ["10.1.0.0/16", "0.0.0.0/0"], except: ["192.168.0.0/16", "10.0.0.0/8"] },
        { cidrs: ["2000::/3", "2001:db8::/32", "10.0.0.0/8"], except: ["2001::/16"] },
      ]),
    }),
};
