export type { StoredFile } from './file.model.ts';
export { makeFileAddresses } from './file-addresses.ts';
export type { FileEnding } from './file-types.rules.ts';
export { makeFiles, type Files } from './make-files.ts';
