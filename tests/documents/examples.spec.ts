import { describeExamples, fastDocument } from "../../testing/documents/examples";

describe("the examples of the documents", () => describeExamples(fastDocument));
