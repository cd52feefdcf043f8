import { RecordsPage } from '@chuyen-de/contracts';
import { anAnswer, openAnalysisStore, type AnalysisStore } from './analysis-store.ts';

let opened: AnalysisStore;
beforeEach(async () => {
  opened = await openAnalysisStore({}, (accounts) =>
    Promise.resolve(accounts.map(({ name }) => (name === '1' ? 'Nguyễn Thị An' : undefined))),
  );
});
afterEach(() => opened.close());

it.each([
  ['to who may see people, as far as the LMS does', true, [undefined, 'Nguyễn Thị An']],
  ['to nobody else', false, [undefined, undefined]],
])('statements one by one name their learners %s', async (_whom, identified, names) => {
  await opened.store.store(['1', '2'].map((learner) => anAnswer({ learner })));
  const response = await opened.withAccess({ identified })('/ext/statements');
  const { entries } = RecordsPage.parse(await response.json());
  expect(entries.map(({ learner }) => learner?.name)).toEqual(names);
});
