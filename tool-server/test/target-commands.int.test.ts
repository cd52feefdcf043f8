import type { Administration } from '../src/administration/open-administration.ts';
import { makeProgram } from '../src/administration/program.ts';
import { aStatement, openDeliveryRooms, type DeliveryRooms } from './delivery-rooms.ts';
import type { ScriptedLrs } from './scripted-lrs.ts';

let rooms: DeliveryRooms;
let lrs: ScriptedLrs;
beforeAll(async () => {
  rooms = await openDeliveryRooms();
  lrs = await rooms.openLrs();
});
afterAll(() => rooms.close());

/** The lines that a command prints. */
async function admin(...words: string[]): Promise<string[]> {
  const lines: string[] = [];
  const administration = {
    openLrsTargets: () => Promise.resolve(rooms.targets),
    store: { close: () => Promise.resolve() },
  } as unknown as Administration;
  const program = makeProgram({
    open: () => Promise.resolve(administration),
    findData: () => Promise.reject(new Error('no files are asked for')),
    readSecret: () => Promise.resolve('secret'),
    print: (line) => lines.push(line),
  });
  await program.parseAsync(['lrs-target', ...words], { from: 'user' });
  return lines;
}

describe('npm run admin -- lrs-target', () => {
  it('adds a target with what it wants', async () => {
    const passed = 'http://adlnet.gov/expapi/verbs/passed';
    expect(
      await admin(
        ...['add', lrs.endpoint, 'key', '--name', 'school', '--xapi', '2.0.0', '--pseudonymise'],
        ...[
          '--verb',
          passed,
          '--verb',
          'https://x.example/v',
          '--platform',
          'moodle',
          '--from',
          '2026-03-01',
        ],
      ),
    ).toEqual(['school']);
    expect(await rooms.targets.list()).toMatchObject([
      {
        name: 'school',
        version: '2.0.0',
        pseudonymise: true,
        filter: { verbs: [passed, 'https://x.example/v'], platforms: ['moodle'] },
      },
    ]);
  });

  it('shows where each is, what it refused, and sends that again', async () => {
    await admin('remove', 'school');
    expect(await admin('add', lrs.endpoint, 'key')).toEqual([lrs.endpoint]);
    lrs.refuses = () => true;
    const [id] = await rooms.tell([aStatement()]);
    await rooms.deliver();
    expect(await admin('list')).toEqual([
      `${lrs.endpoint}\trunning\twaiting 0\tlag 0 s\tsent 0\tfailed 0\tdead 1`,
    ]);
    expect(await admin('dead', lrs.endpoint)).toEqual([
      `${id!}\t${rooms.clock.now().toISOString()}\t400 not such a one`,
    ]);
    lrs.refuses = () => false;
    expect((await admin('retry', lrs.endpoint)).at(-1)).toBe('1');
    await rooms.deliver();
    expect([...lrs.stored.keys()]).toEqual([id]);
    expect(await admin('pause', lrs.endpoint)).toEqual([lrs.endpoint]);
    expect((await admin('list'))[0]).toContain('\tpaused\t');
    expect(await admin('resume', lrs.endpoint)).toEqual([lrs.endpoint]);
  });

  it.each([
    ['add', 'ftp://x', 'key'],
    ['add', 'https://x.example/xapi?school=1', 'key'],
    ['add', 'https://x.example/xapi?', 'key'],
    ['add', 'https://x.example/xapi#part', 'key'],
    ['add', 'https://user:word@x.example/xapi', 'key'],
    ['add', 'https://x.example', 'k:ey'],
    ['add', 'https://x.example', ''],
    ['add', 'https://x.example', 'key\nof two lines'],
    ['add', 'https://x.example', 'key', '--name', 'two\nlines'],
    ['add', 'https://x.example', 'key', '--name', 'red\u001B[31m'],
    ['add', 'https://x.example', 'key', '--from', 'yesterday'],
    ['add', 'https://x.example', 'key', '--xapi', '0.95'],
    ['add', 'https://x.example', 'key', '--verb', 'passed'],
    ['retry', 'unknown'],
    ['pause', 'unknown'],
    ['remove', 'unknown'],
  ])('says in a sentence what is wrong: %s %s', async (...words) => {
    await expect(admin(...words)).rejects.toThrow(/has to be|there is no target/);
  });
});
