import { addressText, cidrText, expandedAddress, randomCidr, randomSubnet, withHostBit } from "../cidrs";
import { type Edit, type Edits, set } from "../edits";
import { emptyPeer, insertCidr } from "../locations";
import { typo } from "../typo";

const oneOf =
  (...cidrs: readonly string[]): Edit =>
  (draft) =>
    insertCidr(draft, draft.random.pick(cidrs));

const oneWithException =
  (...pairs: readonly [cidr: string, except: string][]): Edit =>
  (draft) =>
    insertCidr(draft, ...draft.random.pick(pairs));

export const cidrMistakes: Edits = {
  "CIDR block with host bits": (draft) =>
    insertCidr(draft, cidrText(withHostBit(draft.random, randomCidr(draft.random, { max: 31 })))),
  "CIDR block without a prefix length": (draft) => insertCidr(draft, addressText(randomCidr(draft.random))),
  "CIDR block with leading zeros": oneOf("010.0.0.0/8", "10.00.0.0/16", "10.0.0.0/08", "fd00::/08"),
  "CIDR block with a wrong prefix length": oneOf("10.0.0.0/33", "fd00::/129", "10.0.0.0/999", "10.0.0.0/-1"),
  "not a CIDR block": oneOf(
    ...["", "/", "all", "10.0.0.0/", "/8", "10.0/16", "256.0.0.0/8", "fe80::%eth0/64", "10.0.0.0/255.0.0.0"],
    ...["10.0.0.0-10.0.0.9", "example.com/32", " 10.0.0.0/8", "::1::/64", "1:2:3:4:5:6:7/112", "12345::/16"],
  ),
  "IPv4-mapped IPv6": oneOf(
    ...["::ffff:10.0.0.0/104", "::ffff:a00:0/104", "::FFFF:10.0.0.1/128", "::ffff:0:0/96", "::ffff:0.0.0.0/96"],
  ),
  "nearly IPv4-mapped IPv6": oneOf(
    ...["::/0", "::/80", "::/96", "::ffff:0:0:0/96", "::fffe:0:0/95", "::fffe:0:0/96", "::a00:0/104"],
    ...["64:ff9b::/96", "::ffff:0:0/95", "::ffff:0:0/80"],
  ),
  "IPv6 in upper case": oneOf("2001:DB8::/32"),
  "expanded IPv6": (draft) => {
    const { address } = randomCidr(draft.random, { family: 6, max: 3 });
    insertCidr(draft, `${expandedAddress(address)}/${draft.random.integer(3, 128)}`);
  },
  "IPv6 in a notation that is not canonical": oneOf(
    ...["::10.0.0.0/104", "2001:db8:0::/48", "2001:db8::0/64", "2001:0db8::/32", "1:0:0:2:0:0::/96"],
    ...["1::2:3:4:5:6:7/128", "64:ff9b::1.2.3.4/128", "0::/0"],
  ),
  "CIDR block with a typo": (draft) => insertCidr(draft, typo(draft.random, cidrText(randomCidr(draft.random)))),
  "except equal to cidr": oneWithException(["10.0.0.0/8", "10.0.0.0/8"]),
  "except outside cidr": oneWithException(
    ["10.0.0.0/8", "11.0.0.0/16"],
    ["fd00::/16", "fe00::/32"],
    ["10.0.0.0/24", "10.0.1.0/32"],
  ),
  "except larger than cidr": oneWithException(
    ["10.0.0.0/8", "10.0.0.0/7"],
    ["10.0.0.0/8", "0.0.0.0/0"],
    ["fd00::/16", "fc00::/7"],
    ["fd00::/16", "::/0"],
  ),
  "except in the other address family": oneWithException(
    ["10.0.0.0/8", "fd00::/16"],
    ["::/0", "10.0.0.0/8"],
    ["0.0.0.0/0", "::/96"],
    ["0.0.0.0/0", "::ffff:10.0.0.0/104"],
    ["::/0", "::ffff:10.0.0.0/104"],
    ["::/64", "0.0.0.0/0"],
  ),
  "except with a typo": (draft) => {
    const outer = randomCidr(draft.random, { max: 24 });
    const inner = randomSubnet(draft.random, outer, outer.length, 32);
    insertCidr(draft, cidrText(outer), typo(draft.random, cidrText(inner)));
  },
  "wrong ipBlock": set(emptyPeer, "ipBlock", [
    ...[{ cidr: "10.0.0.0/8", except: "10.1.0.0/16" }, "10.0.0.0/8"],
    ...[{}, { except: ["10.0.0.0/8"] }, { except: [] }],
  ]),
};
