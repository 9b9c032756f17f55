// Mocha's list of tests, with what a first attempt failed with: mocha itself shows only the last.
const { reporters } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on('retry', (test, error) => console.log(`    tried again: ${test.title}\n      ${error.message}`));
  }
};
