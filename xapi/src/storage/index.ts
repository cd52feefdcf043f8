export { isDuplicateKey } from './duplicate-key.ts';
export { leaseField, makeLeases, type Lease, type LeaseHolder } from './lease.ts';
