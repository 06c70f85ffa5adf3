import { testEveryKind } from "../../tests/cli/commands/unevaluatedKinds";

describe("a policy of another kind that may decide on a connection, in every format", () => {
  testEveryKind((formats) => formats);
});
