import { isBlank, typeOf, type QuestionContent, type QuestionResponse } from '@chuyen-de/question-types';
import fc from 'fast-check';
import { save } from './exam-steps.ts';
import { MOST, one, pairs, PENALTY, several, useTriedRooms } from './tried-rooms.ts';
import { contentOf } from './typed-questions.ts';

const { rooms, withTries, sit } = useTriedRooms();

/** What somebody may answer to the three questions that the histories are about. */
const RESPONSES = {
  'single-choice': fc.constantFrom('a', 'b', 'c', '').map((id) => (id === '' ? several() : one(id))),
  'multiple-choice': fc.subarray(['a', 'b', 'c', 'd']).map((selected) => several(...selected)),
  matching: fc
    .tuple(...['a', 'b', 'c'].map(() => fc.constantFrom('', 'a', 'b', 'd')))
    .map((rights) =>
      pairs(
        Object.fromEntries(
          ['a', 'b', 'c'].flatMap((id, at) => (rights[at] === '' ? [] : [[id, rights[at]!]])),
        ),
      ),
    ),
};
type Tried = keyof typeof RESPONSES;
const TYPES = Object.keys(RESPONSES) as Tried[];

const aStep = fc.constantFrom(...TYPES).chain((type) =>
  fc.record({
    type: fc.constant(type),
    do: fc.constantFrom('save' as const, 'check' as const, 'check' as const, 'replay' as const),
    response: RESPONSES[type].map((response) => ({ ...response, type }) as QuestionResponse),
  }),
);

/** How much of a response is right, by the pure scorer. */
const fractionOf = (content: QuestionContent, response: QuestionResponse): number =>
  typeOf(content.type).fraction(content, response)!;

/** What a history comes to, by the published rules: written down once more, without the code that it holds. */
class Ledger {
  tried: QuestionResponse[] = [];
  left: QuestionResponse | undefined;
  constructor(readonly content: QuestionContent) {}

  private text(response: QuestionResponse): string {
    return typeOf(response.type).plainText(response);
  }
  get stands(): boolean {
    const last = this.tried.at(-1);
    return this.tried.length >= MOST || (last !== undefined && fractionOf(this.content, last) === 1);
  }
  save(response: QuestionResponse): void {
    if (!this.stands) this.left = isBlank(response) ? (this.tried.at(-1) ?? response) : response;
  }
  check(response: QuestionResponse): void {
    if (this.stands || isBlank(response)) return;
    const known = this.tried.map((each) => this.text(each));
    if (known.at(-1) === this.text(response)) this.left = response;
    if (known.includes(this.text(response))) return;
    this.tried.push(response);
    this.left = response;
  }
  get points(): number {
    const last = this.tried.at(-1);
    const isTried = last && this.left && this.text(last) === this.text(this.left);
    const all = isTried || !this.left ? this.tried : [...this.tried, this.left];
    const final = all.at(-1);
    if (!final) return 0;
    const cost = PENALTY / 100;
    if (this.content.type !== 'matching')
      return Math.max(0, fractionOf(this.content, final) - (all.length - 1) * cost);
    const { key } = this.content;
    const given = all.map((each) => (each.type === 'matching' ? each.pairs : {}));
    const earned = Object.keys(key).map((id) => {
      const wrong = given.findLastIndex((each) => each[id] !== key[id]);
      return wrong === given.length - 1 ? 0 : Math.max(0, 1 - (wrong + 1) * cost);
    });
    return earned.reduce((sum, each) => sum + each, 0) / earned.length;
  }
}

describe('whatever is saved, checked and sent again', () => {
  it('earns what the rules say, and never more than the scorer gives the answer that stands', async () => {
    await withTries();
    let furtherTries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 14 }), async (steps) => {
        await rooms().empty('attempts');
        const { questionOf, client, id, logged, check, end } = await sit();
        const ledgers = Object.fromEntries(
          TYPES.map((type) => [type, new Ledger(contentOf(questionOf(type))!)]),
        ) as Record<Tried, Ledger>;
        let last = (): Promise<unknown> => Promise.resolve();
        for (const { type, do: what, response } of steps) {
          if (what === 'replay') {
            await last();
            continue;
          }
          const answer = logged(questionOf(type), response);
          last = () => (what === 'check' ? check(answer) : save(client, id, [answer]));
          await last();
          ledgers[type][what](response);
        }
        const { results, answers } = await end();
        for (const type of TYPES) {
          const { slot } = questionOf(type);
          expect(results![slot]!.points).toBeCloseTo(ledgers[type].points, 5);
          const response = answers[slot]?.response;
          const most = response ? fractionOf(ledgers[type].content, response) : 0;
          expect(results![slot]!.points).toBeLessThanOrEqual(most + 1e-6);
          furtherTries += (results![slot]!.tries?.count ?? 0) > 1 ? 1 : 0;
        }
      }),
      { numRuns: 30 },
    );
    expect(furtherTries).toBeGreaterThan(20);
  }, 240_000);
});
