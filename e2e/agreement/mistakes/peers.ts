import type { Mistakes } from "./mistake";
import { addPeer } from "../places";
import { replaced } from "../tree";
import { validPeer } from "../valid";

export const peerMistakes: Mistakes = {
  "empty peer": (made) => void addPeer(made),
  "peer of empty things": (made) => {
    Object.assign(
      addPeer(made),
      made.draw.pick<object>([
        { podSelector: {} },
        { namespaceSelector: {} },
        { podSelector: undefined },
        { ipBlock: undefined },
        { namespaceSelector: null },
        { ipBlock: null },
        { ipBlock: {} },
      ]),
    );
  },
  "ipBlock beside a selector": (made) => {
    Object.assign(addPeer(made), {
      ipBlock: { cidr: "10.0.0.0/8" },
      [made.draw.pick(["podSelector", "namespaceSelector"])]: made.draw.pick<unknown>([
        {},
        { matchLabels: { app: "a" } },
        null,
      ]),
    });
  },
  "unknown field in a peer": (made) =>
    Object.assign(replaced(addPeer(made), validPeer(made.draw)), {
      [made.draw.pick(["podselector", "matchLabels", "cidr", "ports", "toString"])]: {},
    }),
  "ipBlock beside a selector that is null": (made) =>
    Object.assign(addPeer(made), { ipBlock: { cidr: "10.0.0.0/8" }, podSelector: null }),
  "empty peer beside others": (made) => {
    addPeer(made);
    Object.assign(addPeer(made), validPeer(made.draw));
  },
};
