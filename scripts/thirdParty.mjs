/** Code of others that a package contains, but that its license file does not mention. */
export const thirdParty = {
  "@hpcc-js/wasm-graphviz": [
    { name: "Graphviz", license: "Eclipse Public License", source: "https://gitlab.com/graphviz/graphviz" },
    { name: "Expat", license: "MIT license", source: "https://github.com/libexpat/libexpat" },
  ],
};
