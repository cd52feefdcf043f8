import { textIn } from '@chuyen-de/question-types';
import type { Connection } from 'mongoose';
import type { Audit } from '../audit/index.ts';
import { dossierModel } from './dossier.model.ts';
import { jsonFile, textFile, type DossierFile } from './dossier-file.ts';
import { gatherDossier, type GatherDeps, type Of } from './gather-dossier.ts';
import {
  MANIFEST,
  manifestFileOf,
  PUBLIC_KEY,
  sha256,
  SIGNATURE,
  SUMS,
  sumsOf,
  type Manifest,
  type ManifestFile,
} from './manifest.ts';
import { readmeText } from './readme-text.ts';
import type { SigningKey } from './signing-key.ts';

export interface WriteDeps extends GatherDeps {
  connection: Connection;
  audit: GatherDeps['audit'] & Pick<Audit, 'note'>;
  key: SigningKey;
}

/** What is known of a dossier before anything of it is written. */
export type Head = Omit<Manifest, 'attempts' | 'files'>;

/** Writes down what leaves. */
async function note({ connection, audit }: WriteDeps, manifest: Manifest, digest: string): Promise<void> {
  const { id, madeBy, attempts, keepUntil, files, link: linkId, exam } = manifest;
  const at = new Date(manifest.madeAt);
  await dossierModel(connection).collection.insertOne({
    ...{ _id: id as never, linkId, examCode: exam.code, by: madeBy.id, at, attempts, sha256: digest },
    ...(keepUntil !== null && { keepUntil }),
  });
  await audit.note({
    ...{ at, deed: 'dossier-made', by: `person:${madeBy.id}` },
    subject: { kind: 'exam', id: `${linkId} ${exam.code}` },
    after: { attempts, files: files.length, sha256: digest },
  });
}

/** What people read first: what there is, and how to check it. */
function readmeOf({ exam, course, madeAt }: Head, attempts: number, fingerprint: string, { locale }: Of) {
  const title = textIn(exam.title, locale);
  return textFile('README.txt', readmeText({ title, course, madeAt, attempts, fingerprint }, locale));
}

/**
 * The files of a dossier, those that vouch for the others last: one that was cut off on its way has no manifest. It is
 * written down before that leaves.
 */
export async function* writeDossier(deps: WriteDeps, of: Of, head: Head): AsyncGenerator<DossierFile> {
  const { key } = deps;
  const files: ManifestFile[] = [];
  const list = (file: DossierFile): DossierFile => {
    files.push(manifestFileOf(file));
    return file;
  };
  const gathering = gatherDossier(deps, of);
  let next = await gathering.next();
  for (; next.done !== true; next = await gathering.next()) yield list(next.value);
  const attempts = next.value;
  yield list(readmeOf(head, attempts, key.fingerprint, of));
  yield list(textFile(SUMS, sumsOf(files)));
  const manifest: Manifest = { ...head, attempts, files };
  const file = jsonFile(MANIFEST, manifest);
  await note(deps, manifest, sha256(file.bytes));
  yield textFile(PUBLIC_KEY, key.pem);
  yield file;
  yield { path: SIGNATURE, bytes: key.sign(file.bytes) };
}
