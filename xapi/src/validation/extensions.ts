import { isIri } from './formats.ts';
import { mapOf } from './structure.ts';

/** Any JSON, null too, under keys that are IRIs. @see xAPI 1.0.3 Data §4.1 "Extensions"; xAPI 2.0 §4.2.7 */
export const extensions = mapOf('extensions', isIri, 'the key of an extension is an IRI with its scheme');
