import assert from "node:assert/strict";
import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { canonicalCidr, parseAddress, parseCidr } from "../../policy/cidr";

const v4 = fc.tuple(fc.ipV4(), fc.nat(32));
const v6 = fc.tuple(fc.ipV6(), fc.nat(128));

describe("cidr, beside node:net", () => {
  it("reads as addresses exactly what node takes for one", () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/));
    fc.assert(
      fc.property(text, (address) => {
        // Leading zeros in IPv4 are read on purpose, so that the error can name what was meant.
        fc.pre(!/(^|[.:])0\d+(\.|$)/.test(address));
        assert.equal(parseAddress(address)?.family ?? 0, isIP(address));
      }),
    );
  });

  it("covers the same addresses as node's BlockList", () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.oneof(fc.ipV4(), fc.ipV6()), ([network, length], address) => {
        const family = (text: string) => (isIP(text) === 4 ? "ipv4" : "ipv6");
        fc.pre(family(network) === family(address));
        const list = new BlockList();
        list.addSubnet(network, length, family(network));
        const range = parseCidr(`${network}/${length}`)!;
        const inside = (text: string) => {
          const { value } = parseAddress(text)!;
          return value >= range.first && value <= range.last;
        };
        assert.equal(inside(address), list.check(address, family(address)));
        assert.equal(inside(network), list.check(network, family(network)));
      }),
    );
  });

  it("spells a range so that it reads back as the same range and the same text", () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), ([network, length]) => {
        const range = parseCidr(`${network}/${length}`)!;
        const text = canonicalCidr(range);
        assert.deepEqual(parseCidr(text), range);
        assert.equal(canonicalCidr(parseCidr(text)!), text);
      }),
    );
  });
});
