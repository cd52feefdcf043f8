import type { SentFile } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { keepFilesOnDisk } from '../storage/index.ts';
import type { StoredFile } from './file.model.ts';
import { makeFileAddresses } from './file-addresses.ts';
import { makeFileStore } from './file-store.ts';
import { filesRoutes } from './files.routes.ts';
import { makeInspectApart } from './inspect-apart.ts';
import { makeStagedUploads } from './staged-uploads.ts';
import { makeTakeUploads } from './take-upload.ts';

interface Deps {
  connection: Connection;
  clock: Clock;
  secret: string;
  config: { dataDir: string; filesQuota: number };
  /** The built thread that looks through files; absent in tests. */
  inspectionUrl?: URL | undefined;
}

/** Files that staff send and others look at: which there are, how they come, and how they are handed out. */
export function makeFiles(deps: Deps) {
  const { config, clock } = deps;
  const kept = keepFilesOnDisk(config.dataDir);
  const files = makeFileStore({ ...deps, kept });
  const staged = makeStagedUploads(config.dataDir);
  const addresses = makeFileAddresses(deps);
  const { quotaOf, ...uploads } = makeTakeUploads({
    ...{ files, staged, kept, clock, quota: config.filesQuota },
    inspect: makeInspectApart(deps.inspectionUrl),
  });
  return {
    models: files.models,
    /** `/files`, for browsers that were given an address. */
    router: filesRoutes({ kept, addresses }),
    uploads,
    find: files.find,
    quotaOf,
    addressOf: addresses.addressOf,

    presentFile: ({ hash, kind, name, bytes, ending }: StoredFile): SentFile => ({
      ...{ id: hash, kind, name, bytes },
      // Browsers show no document that may run nothing.
      address: addresses.addressOf({ hash, ending, saveAs: kind === 'document' ? name : undefined }),
    }),

    /** For whoever knows which are used. */
    collecting: { ...files, removeUploadsSince: staged.removeSince },
  };
}

export type Files = ReturnType<typeof makeFiles>;
