export { makeCertificates } from './make-certificates.ts';
