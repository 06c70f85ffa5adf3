/* Runs the Pulumi program named by the first argument under mocks, and prints the warnings that the program logs. */
import * as pulumi from "@pulumi/pulumi";

/** The configuration that programs in documents read. */
const config = {
  "project:apiServerCidrs": '["10.96.0.1/32","172.18.0.2/32"]',
  "project:kubeContext": "kind-vald",
  "project:namespace": "vald",
};

void pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
  call: ({ token }) => {
    throw new Error(`${token} was called`);
  },
});
pulumi.runtime.setAllConfig(config);

// If there is no engine, the SDK prints its log to the console: warnings with `warn`, and all other messages with `log`.
console.log = () => {};
const { warn } = console;
console.warn = (text: string) => warn(text.replace("[runtime] ", ""));

require(process.argv[2] ?? "");
