exports.Arborist = class {
  constructor() {
    throw new Error("this plugin cannot serialize functions");
  }
};
