import { createHash, randomBytes } from 'node:crypto';
import { useLrsRooms } from './lrs-rooms.ts';
import {
  activityOf,
  agentOf,
  aStatement,
  statementsClient,
  verbOf,
  type Statement,
} from './lrs-statement.ts';

const rooms = useLrsRooms();
const client = statementsClient(rooms);

const read = async (id: string, query: Record<string, string>, headers: Record<string, string> = {}) =>
  (await (await client.get({ statementId: id, ...query }, headers)).json()) as Statement;

describe('format=ids', () => {
  it('shows no more than identifies agents, verbs and activities, wherever they are', async () => {
    const named = { ...agentOf('an'), name: 'An' };
    const activity = { ...activityOf('exam'), objectType: 'Activity', definition: { name: { vi: 'Bài' } } };
    const statement = aStatement({
      actor: { objectType: 'Group', name: 'Tổ 1', member: [named] },
      verb: { ...verbOf('tried'), display: { vi: 'đã thử' } },
      object: {
        objectType: 'SubStatement',
        actor: named,
        verb: { ...verbOf('tried'), display: { vi: 'đã thử' } },
        object: activity,
      },
      context: { instructor: named, contextActivities: { parent: [activity] }, language: 'vi' },
    });
    await client.store(statement);
    expect(await read(statement.id, { format: 'ids' })).toMatchObject({
      id: statement.id,
      actor: { objectType: 'Group', member: [agentOf('an')] },
      verb: verbOf('tried'),
      object: { objectType: 'SubStatement', actor: agentOf('an'), object: activityOf('exam') },
      context: {
        instructor: agentOf('an'),
        contextActivities: { parent: [activityOf('exam')] },
        language: 'vi',
      },
    });
    const text = JSON.stringify(await read(statement.id, { format: 'ids' }));
    for (const word of ['Tổ 1', 'đã thử', 'Bài', '"An"']) expect(text).not.toContain(word);
  });
});

describe('format=canonical', () => {
  const tellOf = (name: string, ...definitions: object[]) =>
    client.store(
      ...definitions.map((definition) => aStatement({ object: { ...activityOf(name), definition } })),
    );

  it('shows an activity as all statements together describe it, the newest word counting', async () => {
    await tellOf(
      'merged',
      { name: { vi: 'Cũ', en: 'Exam' }, extensions: { 'https://e.example/a': 1, 'https://e.example/b': 1 } },
      { name: { vi: 'Bài thi' }, type: 'https://types.example/exam' },
    );
    await tellOf('merged', { extensions: { 'https://e.example/b': 2 }, moreInfo: 'https://more.example/' });
    const bare = aStatement({ object: activityOf('merged') });
    await client.store(bare);
    const definitionIn = async (language: string) =>
      (
        (await read(bare.id, { format: 'canonical' }, { 'Accept-Language': language }))['object'] as Statement
      )['definition'];
    const rest = {
      type: 'https://types.example/exam',
      moreInfo: 'https://more.example/',
      extensions: { 'https://e.example/a': 1, 'https://e.example/b': 2 },
    };
    expect(await definitionIn('vi')).toEqual({ ...rest, name: { vi: 'Bài thi' } });
    expect(await definitionIn('en-GB, vi;q=0.5')).toEqual({ ...rest, name: { en: 'Exam' } });
    expect(await read(bare.id, {})).toMatchObject({ object: activityOf('merged') });
    const known = await rooms.call('/activities', { query: { activityId: activityOf('merged').id } });
    expect(await known.json()).toMatchObject({
      definition: { ...rest, name: { vi: 'Bài thi', en: 'Exam' } },
    });
  });

  it('chooses one language of every text: names, verbs, interaction components', async () => {
    const both = { vi: 'có', 'en-US': 'yes' };
    const statement = aStatement({
      verb: { ...verbOf('answered'), display: both },
      object: {
        ...activityOf('choice'),
        definition: {
          name: both,
          description: both,
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          choices: [{ id: 'a', description: both }],
        },
      },
    });
    await client.store(statement);
    const shown = async (language: string) =>
      JSON.stringify(await read(statement.id, { format: 'canonical' }, { 'Accept-Language': language }));
    for (const [language, wanted, other] of [
      ['en', 'yes', 'có'],
      ['fr, vi;q=0.1', 'có', 'yes'],
      ['en;q=0, vi', 'có', 'yes'],
    ] as const) {
      expect(await shown(language)).toContain(wanted);
      expect(await shown(language)).not.toContain(`"${other}"`);
    }
    expect(await shown('fr')).not.toMatch(/yes.*có|có.*yes/);
  });

  it('heeds only who may define activities', async () => {
    const writer = statementsClient(rooms, { authorization: await rooms.credential(['statements/write']) });
    const name = 'undefined';
    await writer.store(aStatement({ object: { ...activityOf(name), definition: { name: { vi: 'Bịa' } } } }));
    const known = await rooms.call('/activities', { query: { activityId: activityOf(name).id } });
    expect(await known.json()).toEqual({ objectType: 'Activity', id: activityOf(name).id });
  });

  it('loses no description of those that come at once', async () => {
    const languages = Array.from({ length: 12 }, (_, i) => `x-l${i}`);
    await Promise.all(languages.map((language) => tellOf('busy', { name: { [language]: language } })));
    const known = await rooms.call('/activities', { query: { activityId: activityOf('busy').id } });
    const { definition } = (await known.json()) as { definition: { name: object } };
    expect(Object.keys(definition.name).sort()).toEqual([...languages].sort());
  });
});

describe('attachments', () => {
  const sha2Of = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  const noteOf = (content: Buffer) => ({
    usageType: 'https://usage.example/photo',
    display: { vi: 'Ảnh' },
    contentType: 'image/jpeg',
    length: content.length,
    sha2: sha2Of(content),
  });
  const BOUNDARY = 'border';

  function multipart(statements: unknown, contents: Buffer[]): Buffer {
    const parts = contents.map((content) =>
      Buffer.concat([
        Buffer.from(
          `\r\n--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2Of(content)}\r\n\r\n`,
        ),
        content,
      ]),
    );
    const json = `--${BOUNDARY}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statements)}`;
    return Buffer.concat([Buffer.from(json), ...parts, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  }
  const send = (statements: unknown, contents: Buffer[]) =>
    client.call({
      method: 'POST',
      headers: { 'content-type': `multipart/mixed; boundary=${BOUNDARY}` },
      body: multipart(statements, contents),
    });

  /** Headers and content of each part. */
  async function partsOf(response: Response): Promise<{ head: string; content: Buffer }[]> {
    const boundary = /boundary="?([^";]+)"?/.exec(response.headers.get('content-type') ?? '')?.[1] ?? '';
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
    return text
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => {
        const end = part.indexOf('\r\n\r\n');
        return { head: part.slice(0, end), content: Buffer.from(part.slice(end + 4, -2), 'latin1') };
      });
  }

  it('come back byte by byte with the statement, once each, and only where asked for', async () => {
    // Larger than a document of the store may be in one piece.
    const contents = [
      randomBytes(9 * 1024 * 1024),
      Buffer.from('\r\n--border\0\xff', 'latin1'),
      Buffer.alloc(0),
    ];
    const statements = [
      aStatement({ attachments: contents.map(noteOf) }),
      aStatement({ attachments: [noteOf(contents[1]!)] }),
    ];
    expect((await send(statements, contents)).status).toBe(200);
    const response = await client.get({ statementId: statements[0]!.id, attachments: 'true' });
    expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/);
    const [json, ...rest] = await partsOf(response);
    expect(JSON.parse(json!.content.toString('utf8'))).toMatchObject({ id: statements[0]!.id });
    expect(rest.map(({ content }) => sha2Of(content))).toEqual(contents.map(sha2Of));
    for (const { head, content } of rest) {
      expect(head).toContain(`X-Experience-API-Hash: ${sha2Of(content)}`);
      expect(head).toContain('Content-Transfer-Encoding: binary');
      expect(head).toContain('Content-Type: image/jpeg');
    }
    const page = await partsOf(await client.get({ attachments: 'true', limit: '2' }));
    expect(page).toHaveLength(1 + contents.length);
    const plain = await client.get({ statementId: statements[0]!.id });
    expect(plain.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await plain.json()).toMatchObject({ attachments: contents.map(noteOf) });
  }, 60_000);

  it('are multipart even where there are none', async () => {
    const statement = aStatement();
    await client.store(statement);
    expect(await partsOf(await client.get({ statementId: statement.id, attachments: 'true' }))).toHaveLength(
      1,
    );
  });

  it('are refused with the statement when bytes are missing, too many or others', async () => {
    const [right, wrong] = [Buffer.from('right'), Buffer.from('wrong')];
    const statement = aStatement({ attachments: [noteOf(right)] });
    for (const contents of [[], [wrong], [right, wrong]])
      expect((await send([statement], contents)).status).toBe(400);
    expect((await client.get({ statementId: statement.id })).status).toBe(404);
    expect((await client.post([statement])).status).toBe(400);
    expect(
      (
        await client.post([
          aStatement({ attachments: [{ ...noteOf(right), fileUrl: 'https://f.example/' }] }),
        ])
      ).status,
    ).toBe(200);
  });
});
