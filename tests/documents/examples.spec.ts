import { describeExamples, fastDocument } from "../../testing/documents/examples";

describe("the documents' examples", () => describeExamples(fastDocument));
