import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { interfaceFiles, userInterface } from './user-interface.ts';

const WORKER = `self.addEventListener('fetch', () => undefined); // ${'x'.repeat(5_000)}`;

let dir: string;
let close: () => Promise<unknown>;
let get: (path: string, headers?: Record<string, string>) => Promise<Response>;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-ui-'));
  await mkdir(path.join(dir, 'assets'));
  await writeFile(path.join(dir, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(path.join(dir, 'service-worker.js'), WORKER);
  await writeFile(path.join(dir, 'assets/index-abc.js'), 'export {};');
  const server = express().use(interfaceFiles(dir), userInterface(dir)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  get = (at, headers = {}) => fetch(`http://127.0.0.1:${port}${at}`, { headers });
  close = () => new Promise((resolve) => server.close(resolve));
});
afterAll(async () => {
  await close();
  await rm(dir, { recursive: true });
});

describe('the user interface', () => {
  it('is one page at every address, never from the browser’s cache', async () => {
    const response = await get('/app/exams/KT1/attempt');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('<title>Page</title>');
  });

  it('has files that stay for a year', async () => {
    const response = await get('/app/assets/index-abc.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('has a worker that browsers compare at each load, and load again only where it is another', async () => {
    const response = await get('/app/service-worker.js');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(await response.text()).toBe(WORKER);
    const again = await get('/app/service-worker.js', {
      'cache-control': 'max-age=0',
      'if-none-match': response.headers.get('etag') ?? '',
    });
    expect(again.status).toBe(304);
  });
});
