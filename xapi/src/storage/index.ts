export { duplicatesIn, isDuplicateKey } from './duplicate-key.ts';
export { modelFactory } from './model-factory.ts';
export { leaseField, makeLeases, type Lease, type LeaseHolder } from './lease.ts';
