import assert from "node:assert/strict";
import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { canonicalCidr, parseAddress, parseCidr } from "../../kubernetes/cidr";

const block = fc.oneof(fc.tuple(fc.ipV4(), fc.nat(32)), fc.tuple(fc.ipV6(), fc.nat(128)));

describe("address parsing, compared with node:net", () => {
  it("accepts the same strings as addresses", () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{1,20}$/));
    fc.assert(
      fc.property(text, (address) => {
        // The parser accepts leading zeros in IPv4, and more than four digits in a group of IPv6 if the first are zeros, so that an
        // error can suggest the address without them.
        fc.pre(!/(^|[.:])0\d+(\.|$)|(^|:)0[0-9a-f]{4,}(:|$)/.test(address));
        assert.equal(parseAddress(address)?.family ?? 0, isIP(address));
      }),
    );
  });

  it("assigns the same addresses to a CIDR block", () => {
    fc.assert(
      fc.property(block, fc.oneof(fc.ipV4(), fc.ipV6()), ([network, length], address) => {
        const family = (text: string) => (isIP(text) === 4 ? "ipv4" : "ipv6");
        fc.pre(family(network) === family(address));
        const list = new BlockList();
        list.addSubnet(network, length, family(network));
        const range = parseCidr(`${network}/${length}`)!;
        for (const text of [address, network]) {
          const { value } = parseAddress(text)!;
          assert.equal(value >= range.first && value <= range.last, list.check(text, family(text)));
        }
      }),
    );
  });
});

describe("canonicalCidr", () => {
  it("formats each range in one way, from which parsing returns the same range", () => {
    fc.assert(
      fc.property(block, ([network, length]) => {
        const range = parseCidr(`${network}/${length}`)!;
        const text = canonicalCidr(range);
        assert.deepEqual(parseCidr(text), range);
        assert.equal(canonicalCidr(parseCidr(text)!), text);
      }),
    );
  });
});
