import {
  answers,
  aStatement,
  closeLrss,
  openLrs,
  outgoing,
  sender,
  sendStatements,
  takesAll,
  type Answer,
} from './sender-steps.ts';

afterEach(closeLrss);

describe('sending statements to another record store', () => {
  describe('told 409', () => {
    /** A store that has a statement of this id, and gives it out or not. */
    const has =
      (found: object | undefined, status = found ? 200 : 404, parameter = 'statementId'): Answer =>
      ({ method, url }, res) => {
        const asked = new URL(url!, 'http://lrs').searchParams;
        if (method === 'POST') res.writeHead(409).end('conflict');
        else if (!asked.has(parameter)) res.writeHead(404).end();
        else res.writeHead(status).end(JSON.stringify(found ?? {}));
      };
    const sent = aStatement();
    const stored = {
      ...sent,
      stored: '2026-03-02T08:00:01.000Z',
      version: '1.0.0',
      authority: { mbox: 'mailto:lrs@example.org' },
    };
    const another = { ...stored, result: { success: true } };
    const taken = { ok: true };
    const refused = { ok: false, error: 'refused', status: 409 };
    const unavailable = { ok: false, error: 'unavailable' };

    it.each([
      ['it has the same statement', has(stored), taken],
      ['it has the same, voided', has(stored, 200, 'voidedStatementId'), taken],
      ['it has another of this id', has(another), refused],
      ['it does not show it', has(undefined), refused],
      ['the credential may not read', has(undefined, 403), taken],
      ['it fails meanwhile', has(undefined, 500), unavailable],
      ['a page comes instead', answers(409, '<html>'), { ok: false }],
    ] as const)('compares: %s', async (_what, answer, expected) => {
      const { target } = await openLrs(answer);
      expect(await sendStatements(target, [sent])).toMatchObject(expected);
    });

    it('blames nobody of several', async () => {
      const { target, received } = await openLrs(has(stored));
      expect(await sendStatements(target, [sent, aStatement()])).toMatchObject(refused);
      expect(received).toHaveLength(1);
    });
  });

  describe('beyond what tincanjs writes', () => {
    const relevant = [{ objectType: 'contextAgent', agent: { mbox: 'mailto:a@example.org' } }];

    it('speaks 2.0, with all that is new in it', async () => {
      const { target, received } = await openLrs(takesAll);
      const statement = { ...aStatement(), context: { contextAgents: relevant } };
      expect(await sendStatements({ ...target, version: '2.0.0' }, [statement])).toEqual({ ok: true });
      expect(received[0]).toMatchObject({
        headers: { 'x-experience-api-version': '2.0.0' },
        statements: [statement],
      });
    });

    it('leaves away no property that the library does not know', async () => {
      const { target, received } = await openLrs(takesAll);
      const statement = { ...aStatement(), context: { contextAgents: relevant } };
      await sendStatements(target, [aStatement(), statement]);
      expect(received[0]!.statements[1]).toEqual(statement);
    });

    it('sends attachments byte by byte', async () => {
      const content = Buffer.from([0, 255, 13, 10, 45, 45, 128]);
      const { target, received } = await openLrs(({ body }, res) => {
        const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(body.toString('latin1').split('application/json')[1]!)!;
        res.end(JSON.stringify([id]));
      });
      const statement = { ...aStatement(), attachments: [{ sha2: 'abc' }] };
      const send = sender(5_000, [{ sha2: 'abc', contentType: 'image/png', content }]);
      expect(await send(target, [outgoing(statement, { attachments: ['abc', 'gone'] })])).toEqual({
        ok: true,
      });
      expect(received[0]!.headers['content-type']).toMatch(/^multipart\/mixed; boundary=/);
      expect(received[0]!.body.includes(content)).toBe(true);
      expect(received[0]!.body.toString('latin1')).toMatch(
        /Content-Type: image\/png\r\n(.+\r\n)*X-Experience-API-Hash: abc\r\n/,
      );
    });
  });
});
