export * from './vocabulary.ts';
export * from './programme-files.ts';
