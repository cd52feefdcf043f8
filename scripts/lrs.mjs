#!/usr/bin/env node
// Starts the record store without the tool.
process.argv.splice(2, 0, 'lrs');
await import('./run.mjs');
