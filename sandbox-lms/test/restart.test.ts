import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { startSandbox } from '../src/index.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'sandbox-lms-'));
});
afterEach(() => rm(directory, { recursive: true }));

const theTool = {
  clientName: 'Tool',
  loginUrl: 'https://tool.example/login',
  redirectUris: ['https://tool.example/launch'],
  targetLinkUrl: 'https://tool.example/launch',
};

it('keeps people, tools, placements, grades and keys over a restart', async () => {
  const dataFile = path.join(directory, 'sandbox', 'state.json');
  const first = await startSandbox({ dataFile, seed: 'demonstration' });
  const { clientId } = await first.registerTool(theTool);
  const course = first.courses()[0]!;
  const learner = first.people().find(({ kind }) => kind === 'learner')!;
  const item = { title: 'Chuyên đề 1', key: 'topic-1', lineItem: { scoreMaximum: 10 } };
  const placed = await first.placeItem(course.id, item);
  await first.overrideGrade(placed.lineItemId!, learner.id, 9);
  const keys = await (await fetch(`${first.url}/lti/jwks`)).json();
  await first.close();

  const second = await startSandbox({ dataFile, seed: 'demonstration' });
  expect(await second.registerTool({ ...theTool, clientId })).toMatchObject({ clientId });
  expect(await second.placeItem(course.id, { ...item, title: 'Tên mới' })).toEqual(placed);
  expect(second.people()).toHaveLength(33);
  expect(second.courses()).toHaveLength(1);
  expect(second.links(course.id)).toMatchObject([{ id: placed.linkId, title: 'Tên mới' }]);
  expect(second.gradebook(course.id).rows).toMatchObject([{ personId: learner.id, score: 9 }]);
  expect(await (await fetch(`${second.url}/lti/jwks`)).json()).toEqual(keys);
  await second.close();
});

it('has every change on disk once it is answered, however many come at once', async () => {
  const dataFile = path.join(directory, 'state.json');
  const sandbox = await startSandbox({ dataFile });
  const add = async (givenName: string) => {
    const { id } = await sandbox.addPerson({ familyName: 'Lê', givenName });
    const { people } = JSON.parse(await readFile(dataFile, 'utf8')) as { people: { id: string }[] };
    expect(people.map((person) => person.id)).toContain(id);
  };
  const adding: Promise<void>[] = [];
  for (let i = 0; i < 60; i += 1) {
    adding.push(add(`Người ${i}`));
    await nextTurn();
  }
  await Promise.all(adding);
  expect(await readdir(directory)).toEqual(['state.json']);
  await sandbox.close();
});

it('refuses a file that is not its own', async () => {
  const dataFile = path.join(directory, 'state.json');
  await writeFile(dataFile, '{"hello":"world"}');
  await expect(startSandbox({ dataFile })).rejects.toThrow('not a state file');
  expect(await readFile(dataFile, 'utf8')).toBe('{"hello":"world"}');
});

it('says clearly that the port is taken', async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.url).port);
  await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
  await first.close();
});

it('begins the demonstration with a class of thirty, a lecturer, an organiser and an administrator', async () => {
  const sandbox = await startSandbox({ seed: 'demonstration' });
  const kinds = sandbox.people().map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'learner')).toHaveLength(30);
  expect(new Set(kinds)).toEqual(new Set(['learner', 'lecturer', 'organiser', 'administrator']));
  expect(new Set(sandbox.people().map(({ username }) => username)).size).toBe(33);
  expect(sandbox.courses()).toMatchObject([{ fullName: 'Lớp bồi dưỡng lý luận chính trị' }]);
  await sandbox.close();
});
