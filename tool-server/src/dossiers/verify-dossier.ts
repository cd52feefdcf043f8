import { createHash } from 'node:crypto';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { Manifest, MANIFEST, PUBLIC_KEY, SIGNATURE, type ManifestFile } from './manifest.ts';
import { checkSignature } from './signing-key.ts';

export type DossierFault =
  | { code: 'unreadable' }
  | { code: 'signature_wrong' }
  /** Signed by another key than the one that was asked for. */
  | { code: 'another_key' }
  | { code: 'file_missing' | 'file_changed' | 'file_not_listed' | 'file_twice'; path: string };

export interface VerifiedDossier {
  /** Undefined where it cannot be read. */
  manifest?: Manifest;
  /** Of the key that has signed it. */
  fingerprint?: string;
  faults: DossierFault[];
}

/** The three files that vouch for the rest; a manifest of ten thousand attempts has some four million characters. */
const VOUCHING = [MANIFEST, SIGNATURE, PUBLIC_KEY];
const MOST_VOUCHING_BYTES = 64_000_000;

const opened = (file: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    openZip(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

/** Every entry but folders, in their order. @throws where the archive is broken or an entry leads out of it */
const entriesOf = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });

/** An entry unpacked, a piece at a time, never more than so many bytes: it may be made to fill the machine. */
async function* unpacked(zip: ZipFile, entry: Entry, most: number): AsyncGenerator<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
  let bytes = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) throw new Error('larger than it may be');
    yield piece;
  }
}

async function bytesOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpacked(zip, entry, MOST_VOUCHING_BYTES)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Whether a file is what the manifest says of it. */
async function isUnchanged(zip: ZipFile, entry: Entry, { bytes, sha256 }: ManifestFile): Promise<boolean> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const piece of unpacked(zip, entry, bytes)) {
      hash.update(piece);
      read += piece.length;
    }
  } catch {
    return false;
  }
  return read === bytes && hash.digest('hex') === sha256;
}

function manifestIn(bytes: Buffer): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

async function fileFaults(
  zip: ZipFile,
  entries: ReadonlyMap<string, Entry>,
  files: readonly ManifestFile[],
): Promise<DossierFault[]> {
  const faults: DossierFault[] = [];
  const listed = new Set([...VOUCHING, ...files.map(({ path }) => path)]);
  for (const file of files) {
    const entry = entries.get(file.path);
    if (!entry) faults.push({ code: 'file_missing', path: file.path });
    else if (!(await isUnchanged(zip, entry, file))) faults.push({ code: 'file_changed', path: file.path });
  }
  for (const path of entries.keys()) if (!listed.has(path)) faults.push({ code: 'file_not_listed', path });
  return faults;
}

async function verifiedIn(zip: ZipFile, wanted: string | undefined): Promise<VerifiedDossier> {
  const all = await entriesOf(zip);
  const entries = new Map(all.map((entry) => [entry.fileName, entry]));
  const [manifestEntry, signatureEntry, keyEntry] = VOUCHING.map((path) => entries.get(path));
  if (!manifestEntry || !signatureEntry || !keyEntry) return { faults: [{ code: 'unreadable' }] };
  const bytes = await bytesOf(zip, manifestEntry);
  const manifest = manifestIn(bytes);
  const pem = (await bytesOf(zip, keyEntry)).toString();
  const signed = checkSignature(pem, bytes, await bytesOf(zip, signatureEntry));
  if (!manifest || !signed) return { faults: [{ code: 'unreadable' }] };
  const { fingerprint, isRight } = signed;
  const names = all.map(({ fileName }) => fileName);
  const twice = names.filter((path, index) => names.indexOf(path) !== index);
  return {
    manifest,
    fingerprint,
    faults: [
      ...(isRight ? [] : [{ code: 'signature_wrong' as const }]),
      ...(wanted === undefined || wanted === fingerprint ? [] : [{ code: 'another_key' as const }]),
      ...twice.map((path) => ({ code: 'file_twice' as const, path })),
      ...(await fileFaults(zip, entries, manifest.files)),
    ],
  };
}

/**
 * Holds a dossier against its manifest, and that against its signature, without network or store.
 * @param file path of the ZIP file
 * @param wanted fingerprint of the key by which it has to be signed; absent: whatever key is in it
 */
export async function verifyDossier(file: string, wanted?: string): Promise<VerifiedDossier> {
  try {
    const zip = await opened(file);
    try {
      return await verifiedIn(zip, wanted);
    } finally {
      zip.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    return { faults: [{ code: 'unreadable' }] };
  }
}
