import { createHash } from 'node:crypto';
import { LanguageMap } from '@chuyen-de/contracts';
import { z } from 'zod';
import type { DossierFile } from './dossier-file.ts';

/** Names of the files that vouch for the others. */
export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.sig';
export const PUBLIC_KEY = 'key.pem';
export const SUMS = 'SHA256SUMS';

const ManifestFile = z.object({ path: z.string(), bytes: z.int(), sha256: z.string() });
export type ManifestFile = z.infer<typeof ManifestFile>;

/** What a dossier says of itself, and by which every file of it can be held to be unchanged. */
export const Manifest = z.object({
  format: z.literal('chuyen-de-dossier'),
  /** Raise this when files are called, or mean, something else. */
  version: z.literal(1),
  id: z.string(),
  /** Where it was made: how browsers call the installation. */
  installation: z.string(),
  exam: z.object({ code: z.string(), title: LanguageMap }),
  /** The LMS's course and its link. */
  course: z.string().nullable(),
  link: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: z.object({ id: z.string(), name: z.string().nullable() }),
  keepUntil: z.string().nullable(),
  attempts: z.int(),
  /** Those among them that a person had not marked to the end. */
  awaitingMarking: z.int(),
  files: z.array(ManifestFile),
});
export type Manifest = z.infer<typeof Manifest>;

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

export const manifestFileOf = ({ path, bytes }: DossierFile): ManifestFile => ({
  path,
  bytes: bytes.length,
  sha256: sha256(bytes),
});

/** What `sha256sum -c` reads. @see GNU coreutils, "sha2 utilities" */
export const sumsOf = (files: readonly ManifestFile[]): string =>
  files.map((file) => `${file.sha256}  ${file.path}\n`).join('');
