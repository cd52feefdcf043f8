import { makePrepare } from './prepare.ts';

const agents = [{ objectType: 'contextAgent', agent: { mbox: 'mailto:an@vidu.vn' } }];
const statement = (version?: string) => ({
  id: 'ec531277-b57b-4c15-8d91-d292c5b2b8f7',
  actor: { mbox: 'mailto:an@vidu.vn' },
  verb: { id: 'https://verbs.example/v' },
  object: { id: 'https://activities.example/a' },
  context: { language: 'vi', contextAgents: agents },
  stored: '2026-03-02T08:00:00.000Z',
  authority: { mbox: 'mailto:lrs@vidu.vn' },
  ...(version !== undefined && { version }),
});

const prepared = async (version: '1.0.3' | '2.0.0', own: string | undefined) => {
  const prepare = makePrepare({ readEntries: () => Promise.resolve({ items: [], isCut: false }) });
  const entry = { id: statement().id, position: '1', json: JSON.stringify(statement(own)) };
  const [outgoing] = await prepare([entry], { version, filter: {} });
  return outgoing?.statement;
};

it.each([
  ['1.0.3', '1.0.3', '1.0.3'],
  ['1.0.3', '1.0.0', '1.0.0'],
  ['1.0.3', '2.0.0', '1.0.3'],
  ['2.0.0', '2.0.0', '2.0.0'],
  ['2.0.0', '1.0.3', '1.0.3'],
] as const)('to a store of %s a statement of %s goes as one of %s', async (target, own, expected) => {
  const sent = await prepared(target, own);
  expect(sent).toHaveProperty('version', expected);
  expect(sent).not.toHaveProperty('stored');
  expect(sent).not.toHaveProperty('authority');
  const context = target === '1.0.3' ? { language: 'vi' } : { language: 'vi', contextAgents: agents };
  expect(sent).toHaveProperty('context', context);
});
