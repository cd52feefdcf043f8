import { Level } from '@chuyen-de/contracts';
import fc from 'fast-check';
import { makeBank, type Bank, type Edition, type QuestionContent } from '../src/bank/index.ts';
import { revisionId } from '../src/revisions/index.ts';
import { prepareModels } from '../src/storage/index.ts';
import { everyQuestion } from './every-question.ts';
import { heldClock } from './exam-rooms.ts';
import { openPlace, type Place } from './whole-tool.ts';

let place: Place;
let bank: Bank;
beforeAll(async () => {
  place = await openPlace();
  bank = newBank();
  await prepareModels(bank.models as never[]);
});
afterAll(() => place.remove());

/** As another process has it: nothing of it is in memory. */
const newBank = (): Bank => makeBank({ connection: place.store.connection, clock: heldClock() });
const collection = (name: string) => place.store.connection.collection(name);

interface Wording {
  code: number;
  topic: number;
  level: Level;
  text: number;
}

const contentOf = (bankCode: string, { code, topic, level, text }: Wording): QuestionContent => ({
  code: `${bankCode}-${code}`,
  programme: bankCode,
  topic: `CD0${topic}`,
  type: 'single-choice',
  level,
  stem: { vi: `Câu ${code}, bản ${text}?` },
  options: ['a', 'b'].map((id) => ({ id, text: { vi: id } })),
  key: ['a'],
  explanation: { vi: '.' },
  source: { source: 's', clause: '1' },
  cited: { title: { vi: 's' }, date: '2020', clause: '1' },
});

/** Texts of all questions that an edition has in force, by code. */
async function textsIn(of: Bank, edition: Edition | undefined): Promise<Record<string, string>> {
  const refs = edition ? await everyQuestion(of, edition) : [];
  const found = await of.findRevisions(refs);
  const texts = refs.map((ref) => [ref.code, found.get(revisionId(ref))!.stem.vi] as const);
  expect(new Set(refs.map(({ code }) => code)).size).toBe(refs.length);
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const wordings = fc.uniqueArray(
  fc.record({
    code: fc.integer({ min: 1, max: 8 }),
    topic: fc.integer({ min: 1, max: 2 }),
    level: fc.constantFrom(...Level.options),
    text: fc.integer({ min: 1, max: 3 }),
  }),
  { selector: ({ code }) => code, maxLength: 8 },
);
type DraftEdition = Awaited<ReturnType<Bank['draftEdition']>>;
interface Drafted {
  draft: DraftEdition;
  before: Edition | undefined;
  wordings: Wording[];
  put: number;
}

let round = 0;

it('has in force what the last publication put in, whatever others began, broke off or go on with', async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('begin' as const), wordings }),
      fc.record({ kind: fc.constantFrom('put' as const, 'publish' as const), which: fc.nat({ max: 3 }) }),
    ),
    { minLength: 4, maxLength: 24 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const code = `B${round++}`;
      let inForce: Edition | undefined;
      const published: { edition: Edition; texts: Record<string, string> }[] = [];
      const drafts: Drafted[] = [];
      const putNext = async (drafted: Drafted): Promise<void> => {
        const next = drafted.wordings[drafted.put++];
        if (next) await drafted.draft.put([contentOf(code, next)]);
      };
      for (const step of history) {
        if (step.kind === 'begin') {
          const draft = await newBank().draftEdition(code, inForce);
          drafts.push({ draft, before: inForce, wordings: step.wordings, put: 0 });
          continue;
        }
        const drafted = drafts[step.which];
        if (!drafted) continue;
        if (step.kind === 'put') await putNext(drafted);
        else {
          while (drafted.put < drafted.wordings.length) await putNext(drafted);
          const edition = await drafted.draft.finish();
          // Of drafts upon one edition one comes into force: the document that names it is replaced once.
          if (drafted.before?.number === inForce?.number) {
            inForce = edition;
            const texts = drafted.wordings.map((wording): [string, string] => {
              const { code: question, stem } = contentOf(code, wording);
              return [question, stem.vi];
            });
            published.push({
              edition,
              texts: Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1))),
            });
          }
        }
        for (const { edition, texts } of published) {
          expect(await textsIn(bank, edition)).toEqual(texts);
          expect(await textsIn(newBank(), edition)).toEqual(texts);
          // As an earlier release left it, or a later import that removed what it did not need.
          if (step.kind === 'publish') await collection('questionPools').deleteMany({ bank: code });
          expect(await textsIn(newBank(), edition)).toEqual(texts);
        }
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);

it('writes what has changed, and nothing of what stays', async () => {
  const level = 'recall';
  const all = Array.from({ length: 20 }, (_, code): Wording => ({
    code,
    topic: 1 + (code % 2),
    level,
    text: 1,
  }));
  const publish = async (before: Edition | undefined, wanted: Wording[]): Promise<Edition> => {
    const draft = await bank.draftEdition('ONE', before);
    await draft.put(wanted.map((wording) => contentOf('ONE', wording)));
    return draft.finish();
  };
  const first = await publish(undefined, all);
  const stored = await collection('questionsInForce').find({ bank: 'ONE' }).sort({ _id: 1 }).toArray();
  expect(stored).toHaveLength(20);
  const pools = () => collection('questionPools').find({ bank: 'ONE' }).sort({ _id: 1 }).toArray();
  const since = ({ number }: Edition) => expect.objectContaining({ since: number }) as unknown;
  expect(await pools()).toEqual([since(first), since(first)]);
  const [, ...others] = all;
  const second = await publish(first, [{ ...all[0]!, text: 2 }, ...others.slice(0, -2), others.at(-1)!]);
  const after = await collection('questionsInForce').find({ bank: 'ONE' }).sort({ _id: 1 }).toArray();
  expect(after).toHaveLength(21);
  expect(await pools()).toEqual([since(first), since(second), since(first)]);
  const kept = after.filter(
    ({ from, retired }) => from === first.number && (retired as number[]).length === 0,
  );
  expect(kept).toHaveLength(18);
  expect(stored).toEqual(expect.arrayContaining(kept));
  expect(await collection('questions').countDocuments({ programme: 'ONE' })).toBe(21);
  expect(second.cells.map(({ count, since }) => ({ count, since }))).toEqual([
    { count: 9, since: second.number },
    { count: 10, since: first.number },
  ]);
});

it('leaves kept topics as they are, and takes out of the others what is not put in', async () => {
  const wording = (code: number, topic: number, text: number): Wording => ({
    code,
    topic,
    level: 'recall',
    text,
  });
  const code = 'KEPT';
  const put = (draft: DraftEdition, all: Wording[]) => draft.put(all.map((each) => contentOf(code, each)));
  const draft = await bank.draftEdition(code, undefined);
  await put(draft, [
    wording(1, 1, 1),
    wording(2, 1, 1),
    wording(3, 2, 1),
    wording(4, 2, 1),
    wording(5, 3, 1),
  ]);
  const first = await draft.finish();
  const next = await newBank().draftEdition(code, first);
  next.keep('CD01');
  await put(next, [wording(4, 2, 2)]);
  const second = await next.finish();
  for (const each of [bank, newBank()]) {
    expect(Object.keys(await textsIn(each, second))).toEqual(['KEPT-1', 'KEPT-2', 'KEPT-4']);
    expect(Object.keys(await textsIn(each, first))).toHaveLength(5);
  }
  expect(second.cells).toEqual([
    { topic: 'CD01', level: 'recall', count: 2, since: first.number },
    { topic: 'CD02', level: 'recall', count: 1, since: second.number },
  ]);
});

it('reads by an index, whatever else the bank holds', async () => {
  const explained = (await collection('questionsInForce')
    .find({ bank: 'ONE', from: { $lte: 2, $nin: [] }, topic: 'CD01', level: 'recall' })
    .sort({ code: 1 })
    .explain()) as unknown;
  expect(JSON.stringify(explained)).toContain('IXSCAN');
  expect(JSON.stringify(explained)).not.toContain('"SORT"');
});
