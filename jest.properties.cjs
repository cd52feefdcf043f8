/**
 * Property tests draw the same cases at each run, so that a change is judged by what it changes. `PROPERTY_SEED=random`
 * draws others, and a number those of a run that failed.
 */
const { configureGlobal } = require('fast-check');

const { PROPERTY_SEED: seed = '20261129' } = process.env;
if (seed !== 'random') configureGlobal({ seed: Number(seed) });
