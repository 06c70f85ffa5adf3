import { describeProgram } from "./program";

describeProgram("yaml", () => Promise.resolve({}));
