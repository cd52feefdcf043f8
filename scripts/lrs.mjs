#!/usr/bin/env node
// Starts the record store without the tool, building it first where sources are newer than what is built.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const here = import.meta.dirname;
const built = spawnSync(process.execPath, [path.join(here, 'build.mjs'), '--if-stale'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
process.setSourceMapsEnabled(true);
await import('../dist/lrs.js');
