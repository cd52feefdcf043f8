import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from './support/earlier-release.ts';
import { hangAfter } from './support/hanging-store.ts';
import { admin } from './support/npm.ts';
import { matching } from './support/texts.ts';

jest.setTimeout(120_000);

const programme = path.resolve(__dirname, '../content/boi-duong-ly-luan-chinh-tri');

it('a database that goes away in the middle of a command is said to, in a sentence', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'chuyen-de-lost-'));
  const store = await openStore(path.join(dir, 'store'));
  const dying = await hangAfter(path.join(dir, 'store/mongo.sock'), 4);
  try {
    const importing = admin(['import', programme], { TMPDIR: dir, MONGODB_URI: dying.uri });
    await dying.hung;
    dying.close();
    expect(await importing).toMatchObject({ code: 1, said: matching(/^the database went away: [^\n]*$/) });
  } finally {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  }
});
