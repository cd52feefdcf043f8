import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DossierView } from '@chuyen-de/contracts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Administration } from '../src/administration/open-administration.ts';
import { makeProgram } from '../src/administration/program.ts';
import { enter, type Call } from './a-school.ts';
import { QUESTION, rightIs, useCorrectionRooms } from './correction-rooms.ts';
import { Browser, tokenOf } from './lti-harness.ts';

const { rooms, sit, beginAs, submit, correct, settled, collection } = useCorrectionRooms();
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'dossiers-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
/** Somebody in the course, by their token and by calls. */
const entered = async (personId: string) => {
  const { tool, lms } = rooms();
  const token = await tokenOf(tool, await new Browser().launch(lms, { personId }));
  return { token, call: await enter(tool, lms, personId) };
};
const lecturer = async () => entered(await rooms().addPerson('lecturer'));

type Files = Record<string, Uint8Array>;
const jsonIn = (files: Files, name: string): unknown => JSON.parse(strFromU8(files[name]!));

interface Answered {
  status: number;
  bytes: Uint8Array;
}

/** Asks for a dossier as a lecturer's page does. */
async function ask(token: string, body: object = { keepUntil: null }): Promise<Answered> {
  const answer = await fetch(`${rooms().tool.url}/api/exams/KT01/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** What the command says of files, or why it fails. */
async function verify(files: Files, ...options: string[]): Promise<string> {
  const file = path.join(dir, 'dossier.zip');
  await writeFile(file, zipSync(files));
  return verifyFile(file, ...options);
}
async function verifyFile(file: string, ...options: string[]): Promise<string> {
  const lines: string[] = [];
  const notAsked = (): Promise<Administration> => Promise.reject(new Error('no store is asked for'));
  const program = makeProgram({
    open: notAsked,
    findData: () => Promise.reject(new Error('no files are asked for')),
    readSecret: () => Promise.resolve('secret'),
    print: (line) => lines.push(line),
  });
  try {
    await program.parseAsync(['dossier', 'verify', file, ...options], { from: 'user' });
  } catch (error) {
    return (error as Error).message;
  }
  return lines.join('\n');
}

const viewOf = ({ call }: { call: Call }) => call<DossierView>('GET', '/exams/KT01/dossiers');

/** A dossier of two who sat the exam, of whom one had an answer that counts as right by now. */
async function aDossier() {
  const [right, wrong] = [await sit('b'), await sit('a')];
  await settled();
  const teacher = await lecturer();
  await correct(teacher.call, rightIs('a'));
  await settled();
  const answered = await ask(teacher.token, { keepUntil: '2031-12-31' });
  return { teacher, right, wrong, answered, files: unzipSync(answered.bytes) };
}

describe('a dossier of an exam that is not over', () => {
  beforeEach(() => collection('attempts').deleteMany({}));

  it('is not made while somebody is at work, nor of nothing', async () => {
    const teacher = await lecturer();
    const nothing = await ask(teacher.token);
    expect([nothing.status, jsonIn({ a: nothing.bytes }, 'a')]).toMatchObject([
      409,
      { code: 'dossier_empty' },
    ]);

    const begun = await beginAs(await rooms().addPerson('learner'));
    const early = await ask(teacher.token);
    expect([early.status, jsonIn({ a: early.bytes }, 'a')]).toMatchObject([
      409,
      { code: 'dossier_too_early', open: 1, unsettled: 0 },
    ]);
    expect(await viewOf(teacher)).toMatchObject({ attempts: { open: 1, final: 0 } });

    await submit(begun, 'b');
    expect((await ask(teacher.token)).status).toBe(200);
  });
});

describe('the dossier of an exam', () => {
  let made: Awaited<ReturnType<typeof aDossier>>;
  beforeAll(async () => {
    await collection('attempts').deleteMany({});
    made = await aDossier();
    // Launches come by the real clock.
    rooms().tool.clock.reset();
  });

  it('has every attempt as it counts, what was asked with its key, and what was decided since', () => {
    const { files, right, wrong } = made;
    expect(made.answered.status).toBe(200);
    const attempts = Object.keys(files).filter((name) => /^attempts\/.*\.json$/.test(name));
    const records = attempts.map(
      (name) =>
        jsonIn(files, name) as {
          id: string;
          person: { name: string };
          score: { outOfTen: number };
          owed?: unknown;
        },
    );
    expect(records.map(({ id, score }) => [id, score.outOfTen]).sort()).toEqual(
      [
        [right.attempt.id, 9],
        [wrong.attempt.id, 10],
      ].sort(),
    );
    expect(records.map(({ person, owed }) => [person.name, owed])).toEqual([
      ['Lê Chi', undefined],
      ['Lê Chi', undefined],
    ]);
    const questions = jsonIn(files, 'questions.json') as {
      id: string;
      key: string[];
      corrections: string[];
    }[];
    const [correction] = jsonIn(files, 'corrections.json') as {
      _id: string;
      reason: string;
      by: { name: string };
    }[];
    expect(questions.find(({ id }) => id === `${QUESTION}@1`)).toMatchObject({
      key: ['b'],
      corrections: [correction!._id],
    });
    expect(correction).toMatchObject({ reason: 'Đáp án in nhầm', by: { name: 'Lê Chi' } });
    expect((jsonIn(files, 'exam.json') as { versions: object[] }).versions).toMatchObject([{ code: 'KT01' }]);
    const [titles, ...lines] = strFromU8(files['results.csv']!).trim().split('\r\n');
    expect(titles).toContain('out_of_ten');
    expect(lines).toHaveLength(2);
  });

  it('shows each attempt to people, with what was answered, and what is right by now', () => {
    const { files, wrong } = made;
    const sheets = Object.entries(files).filter(([name]) => name.endsWith('.html'));
    expect(sheets).toHaveLength(2);
    const [, sheet] = sheets.find(([, bytes]) => strFromU8(bytes).includes(wrong.result.receipt))!;
    const html = strFromU8(sheet);
    const [place] = html.split('<section>').filter((each) => each.includes(`${QUESTION}@1`));
    expect(place).toMatch(/Trả lời:<\/b> [A-D]</);
    expect(place).toMatch(/Đáp án:<\/b> [A-D]</);
    expect(/Trả lời:<\/b> ([A-D])/.exec(place!)![1]).toBe(/Đáp án:<\/b> ([A-D])/.exec(place!)![1]);
    expect(place).toContain('Đáp án in nhầm');
    expect(html).not.toContain('<script');
  });

  it('is listed with who had it made, and its digest', async () => {
    const { teacher, files } = made;
    const [listed] = (await viewOf(teacher)).dossiers;
    expect(listed).toMatchObject({ by: 'Lê Chi', attempts: 2, keepUntil: '2031-12-31' });
    expect(sha256(files['manifest.json']!)).toBe(listed!.sha256);
    expect(
      await collection('events').findOne({ deed: 'dossier-made', 'after.sha256': listed!.sha256 }),
    ).toBeTruthy();
  });

  it('holds, without the tool, by its signature and its sums, and says by which key it was signed', async () => {
    const { teacher, files, answered } = made;
    const { fingerprint } = await viewOf(teacher);
    const file = path.join(dir, 'made.zip');
    await writeFile(file, answered.bytes);
    expect(await verifyFile(file, '--key', fingerprint)).toContain('none missing, none changed');
    expect((await verify(files)).split('\n').at(-1)).toBe(fingerprint);
    expect(await verify(files, '--key', '0'.repeat(64))).toContain('signed by another key');
    const key = await fetch(`${rooms().tool.url}/api/dossiers/key.pem`);
    expect(await key.text()).toBe(strFromU8(files['key.pem']!));
  });

  it('holds by the algorithms that it names, whatever program has them', () => {
    const { files } = made;
    const [manifest, signature, key] = ['manifest.json', 'manifest.sig', 'key.pem'].map(
      (name) => files[name]!,
    );
    expect(verifySignature(null, manifest!, createPublicKey(strFromU8(key!)), signature!)).toBe(true);
    const sums = strFromU8(files['SHA256SUMS']!).trimEnd().split('\n');
    expect(sums.length).toBeGreaterThan(10);
    for (const line of sums) {
      const [sum, name] = line.split('  ');
      expect([name, sha256(files[name!]!)]).toEqual([name, sum]);
    }
  });

  it('does not hold where anything was changed, left out, put in, or signed by somebody else', async () => {
    const { files, answered } = made;
    const sheet = Object.keys(files).find((name) => name.endsWith('.html'))!;
    const { [sheet]: _, ...without } = files;
    expect(await verify({ ...files, [sheet]: strToU8('<p>10 điểm</p>') })).toContain(`${sheet}: changed`);
    expect(await verify(without)).toContain(`${sheet}: missing`);
    expect(await verify({ ...files, 'attempts/more.html': strToU8('more') })).toContain(
      'attempts/more.html: not of',
    );
    const manifest = strFromU8(files['manifest.json']!);
    const forged = strToU8(manifest.replace('"attempts": 2', '"attempts": 3'));
    expect(await verify({ ...files, 'manifest.json': forged })).toContain('not what was signed');
    for (const broken of [answered.bytes.slice(0, answered.bytes.length / 2), strToU8('no archive at all')]) {
      const file = path.join(dir, 'broken.zip');
      await writeFile(file, broken);
      expect(await verifyFile(file)).toContain('cannot be read');
    }
    expect(await verify({ a: strToU8('a') })).toContain('cannot be read');
    expect(await verifyFile(path.join(dir, 'none.zip'))).toContain('There is no file');
  });

  it('is no business of learners, nor of who comes from another link', async () => {
    const { right } = made;
    expect((await ask((await entered(right.personId)).token)).status).toBe(403);
    const teacher = await lecturer();
    expect((await ask(teacher.token, { keepUntil: '2031-02-31' })).status).toBe(400);
    expect((await ask(teacher.token, {})).status).toBe(400);
  });
});
