import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { createApp } from './app.ts';
import { controls } from './controls.ts';
import { seedDemonstration } from './demonstration.ts';
import { noFaults } from './faults.ts';
import { openPlatformKeys } from './keys.ts';
import type { Platform } from './platform.ts';
import type { Sandbox, SandboxOptions } from './sandbox.types.ts';
import { makeFindToolKeys } from './services/tool-keys.ts';
import { openStore } from './store.ts';

const listen = (app: Express, port: number, host: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error) reject(error);
      else resolve(server);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });

async function createPlatform(options: SandboxOptions): Promise<Platform> {
  const store = await openStore(options.dataFile);
  return {
    url: options.publicUrl?.replace(/\/$/, '') ?? '',
    locale: options.locale ?? 'vi',
    storage: options.platformStorage ?? 'off',
    faults: { ...noFaults(), ...options.faults },
    clock: options.clock ?? (() => new Date()),
    store,
    keys: await openPlatformKeys(store),
    findToolKeys: makeFindToolKeys(),
    launches: new Map(),
    picks: new Map(),
    accessTokens: new Map(),
    spent: new Map(),
  };
}

/** Starts a small LTI 1.3 platform that behaves as Moodle does. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const platform = await createPlatform(options);
  if (options.seed === 'demonstration') seedDemonstration(platform);
  await platform.store.commit();
  const host = options.host ?? '127.0.0.1';
  const server = await listen(createApp(platform), options.port ?? 0, host);
  if (platform.url === '') {
    const { port } = server.address() as AddressInfo;
    platform.url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
  }
  return {
    url: platform.url,
    ...controls(platform),
    close: async () => {
      await close(server);
      await platform.store.commit();
    },
  };
}
