import type { Mistakes } from "./mistake";
import { addBlock, addExcept, addPeer } from "../places";
import { addressText, anyRange, fullAddressText, inside, rangeText, withHostBits } from "../ranges";
import { slip } from "../slip";

export const rangeMistakes: Mistakes = {
  "cidr with host bits": (made) =>
    addBlock(made, rangeText(withHostBits(made.draw, anyRange(made.draw, undefined, 0, 31)))),
  "cidr without a length": (made) => addBlock(made, addressText(anyRange(made.draw))),
  "cidr with leading zeros": (made) =>
    addBlock(made, made.draw.pick(["010.0.0.0/8", "10.00.0.0/16", "10.0.0.0/08", "fd00::/08"])),
  "cidr too long": (made) =>
    addBlock(made, made.draw.pick(["10.0.0.0/33", "fd00::/129", "10.0.0.0/999", "10.0.0.0/-1"])),
  "cidr of no form": (made) =>
    addBlock(
      made,
      made.draw.pick([
        "",
        "/",
        "all",
        "10.0.0.0/",
        "/8",
        "10.0/16",
        "256.0.0.0/8",
        "fe80::%eth0/64",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0-10.0.0.9",
        "example.com/32",
        " 10.0.0.0/8",
        "::1::/64",
        "1:2:3:4:5:6:7/112",
        "12345::/16",
      ]),
    ),
  "IPv4 mapped into IPv6": (made) =>
    addBlock(
      made,
      made.draw.pick([
        "::ffff:10.0.0.0/104",
        "::ffff:a00:0/104",
        "::FFFF:10.0.0.1/128",
        "::ffff:0:0/96",
        "::ffff:0.0.0.0/96",
      ]),
    ),
  "IPv6 close to mapped": (made) =>
    addBlock(
      made,
      made.draw.pick([
        "::/0",
        "::/80",
        "::/96",
        "::ffff:0:0:0/96",
        "::fffe:0:0/95",
        "::fffe:0:0/96",
        "::a00:0/104",
        "64:ff9b::/96",
        "::ffff:0:0/95",
        "::ffff:0:0/80",
      ]),
    ),
  "IPv6 in upper case": (made) => addBlock(made, "2001:DB8::/32"),
  "IPv6 in full": (made) =>
    addBlock(made, `${fullAddressText(anyRange(made.draw, 6, 3, 3).first)}/${made.draw.integer(3, 128)}`),
  "IPv6 in another spelling": (made) =>
    addBlock(
      made,
      made.draw.pick([
        "::10.0.0.0/104",
        "2001:db8:0::/48",
        "2001:db8::0/64",
        "2001:0db8::/32",
        "1:0:0:2:0:0::/96",
        "1::2:3:4:5:6:7/128",
        "64:ff9b::1.2.3.4/128",
        "0::/0",
      ]),
    ),
  "cidr with a slip": (made) => addBlock(made, slip(made.draw, rangeText(anyRange(made.draw)))),
  "except equal to cidr": (made) => addExcept(made, "10.0.0.0/8", "10.0.0.0/8"),
  "except outside cidr": (made) =>
    addExcept(
      made,
      ...made.draw.pick<[string, string]>([
        ["10.0.0.0/8", "11.0.0.0/16"],
        ["fd00::/16", "fe00::/32"],
        ["10.0.0.0/24", "10.0.1.0/32"],
      ]),
    ),
  "except larger than cidr": (made) =>
    addExcept(
      made,
      ...made.draw.pick<[string, string]>([
        ["10.0.0.0/8", "10.0.0.0/7"],
        ["10.0.0.0/8", "0.0.0.0/0"],
        ["fd00::/16", "fc00::/7"],
        ["fd00::/16", "::/0"],
      ]),
    ),
  "except of the other family": (made) =>
    addExcept(
      made,
      ...made.draw.pick<[string, string]>([
        ["10.0.0.0/8", "fd00::/16"],
        ["::/0", "10.0.0.0/8"],
        ["0.0.0.0/0", "::/96"],
        ["0.0.0.0/0", "::ffff:10.0.0.0/104"],
        ["::/0", "::ffff:10.0.0.0/104"],
        ["::/64", "0.0.0.0/0"],
      ]),
    ),
  "except with a slip": (made) => {
    const outer = anyRange(made.draw, undefined, 0, 24);
    addExcept(made, rangeText(outer), slip(made.draw, rangeText(inside(made.draw, outer, outer.length, 32))));
  },
  "except as text": (made) => (addPeer(made)["ipBlock"] = { cidr: "10.0.0.0/8", except: "10.1.0.0/16" }),
  "ipBlock without cidr": (made) =>
    (addPeer(made)["ipBlock"] = made.draw.pick<unknown>([{}, { except: ["10.0.0.0/8"] }, { except: [] }])),
  "ipBlock as text": (made) => (addPeer(made)["ipBlock"] = "10.0.0.0/8"),
};
