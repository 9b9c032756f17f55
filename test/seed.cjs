// Property tests draw from one seed, printed, so that a run can be repeated; PROPERTY_SEED=… gives another.
const fc = require('fast-check');

const seed = Number(process.env.PROPERTY_SEED ?? 1);
fc.configureGlobal({ seed });
console.log(`property seed ${seed}`);
