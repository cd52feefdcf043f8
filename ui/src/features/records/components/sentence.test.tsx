import { screen } from '@testing-library/react';
import { answerRequests } from '../../../../test/api.ts';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { RecordsWords } from './records-words.tsx';
import { Sentence } from './sentence.tsx';

const answered = (result: object) => ({
  position: 'P1',
  learner: null,
  statement: {
    actor: { name: 'An' },
    verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
    object: { id: 'https://tool.example/questions/Q1@1', definition: { name: { vi: 'Câu một', en: 'One' } } },
    result,
  },
});

answerRequests();

it.each([
  ['vi', { success: true, score: { scaled: 1 } }, 'Học viên An đã trả lời đúng câu “Câu một”'],
  [
    'vi',
    { success: false, score: { scaled: 0.5 } },
    'Học viên An đã trả lời đúng một phần câu “Câu một” (50%)',
  ],
  ['en', { success: false, score: { scaled: 0.5 } }, 'Learner An answered “One” partly right (50%)'],
  ['vi', { success: false, score: { scaled: 0 } }, 'Học viên An đã trả lời sai câu “Câu một”'],
  ['vi', { success: false }, 'Học viên An đã trả lời sai câu “Câu một”'],
  ['vi', {}, 'Học viên An đã trả lời câu “Câu một”'],
] as const)('tells an answer (%s) with %j as “%s”', async (locale, result, words) => {
  showPage(
    <RecordsWords>
      <p data-testid="told">
        <Sentence entry={answered(result)} />
      </p>
    </RecordsWords>,
    '/',
    '/',
    aGrant({ locale }),
  );
  expect(await screen.findByTestId('told')).toHaveTextContent(words);
});
