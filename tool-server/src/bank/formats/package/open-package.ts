import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { FormatError, MOST_UNPACKED_BYTES } from '../format.ts';

/** No document that people make has more parts; a package of ten thousand questions has one for each. */
const MOST_ENTRIES = 20_000;

/** The parts of a packed file (ZIP), unpacked as they are asked for. */
export interface Package {
  has(name: string): boolean;
  names(): string[];
  /** Undefined: there is no such part. @throws FormatError too_large, damaged */
  read(name: string): Promise<Buffer | undefined>;
}

const tooLarge = (): FormatError => new FormatError('too_large', { most: MOST_UNPACKED_BYTES });

export const isPackage = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    // Names that lead out of the package are refused by yauzl (`validateFileName`).
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: true, validateEntrySizes: true }, (error, file) => {
      if (error) reject(error);
      else resolve(file);
    });
  });

const isUnsafeName = (error: unknown): boolean =>
  error instanceof Error &&
  /relative path|absolute path|invalid characters in fileName/iu.test(error.message);

const asFormatError = (error: unknown): FormatError => {
  if (error instanceof FormatError) return error;
  return new FormatError(isUnsafeName(error) ? 'unsafe_package' : 'damaged');
};

function entriesOf(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    file.on('error', reject);
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      if (entries.size >= MOST_ENTRIES) {
        reject(tooLarge());
        return;
      }
      // Of two of one name the first counts, as in programs that write them.
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.readEntry();
  });
}

/** @param spend counts bytes as they are unpacked; gives a fault where they are too many, whatever the package declares */
const unpack = (
  file: ZipFile,
  entry: Entry,
  spend: (bytes: number) => FormatError | undefined,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        const fault = spend(chunk.length);
        if (!fault) return;
        stream.destroy();
        reject(fault);
      });
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });

/**
 * Opens a packed file. What is taken out of it is counted as it is unpacked: no more than `MOST_UNPACKED_BYTES` of all
 * its parts together.
 * @throws FormatError damaged, unsafe_package, too_large
 */
export async function openPackage(bytes: Buffer): Promise<Package> {
  let left = MOST_UNPACKED_BYTES;
  const spend = (spent: number): FormatError | undefined => {
    left -= spent;
    return left < 0 ? tooLarge() : undefined;
  };
  try {
    const file = await open(bytes);
    const entries = await entriesOf(file);
    return {
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      async read(name) {
        const entry = entries.get(name);
        if (!entry) return undefined;
        if (entry.isEncrypted()) throw new FormatError('locked_file');
        if (entry.uncompressedSize > left) throw tooLarge();
        return unpack(file, entry, spend).catch((error: unknown) => {
          throw asFormatError(error);
        });
      },
    };
  } catch (error) {
    throw asFormatError(error);
  }
}
