import type { QuestionFigures } from '@chuyen-de/contracts';
import { screen } from '@testing-library/react';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import { FiguresWords } from '../../../components/figures-words.tsx';
import { QuestionRow } from './question-row.tsx';

const figures: QuestionFigures = {
  ...{ code: 'CD01-001', revision: 2, topic: 'CD01', level: 'recall', type: 'single-choice' },
  ...{ stem: { vi: 'Câu hỏi' }, n: 10, blank: 0, facility: 0.5, facilityInterval: null },
  ...{ discrimination: null, discriminationInterval: null, efficiency: null, weight: null, check: 'too-few' },
  // The second option was another one in the first revision.
  responses: ['a', 'e', 'c'].map((id) => ({ id, text: { vi: `Ý ${id}` }, isKey: id === 'e', count: 1 })),
};

it('letters options by their places, as every other page does, whatever their ids', async () => {
  const row = (
    <FiguresWords>
      <QuestionRow question={figures} />
    </FiguresWords>
  );
  showPage(row, '/', '/', aGrant({ roles: ['lecturer'] }));
  const items = await screen.findAllByRole('listitem');
  const said = items.map(({ textContent }) => textContent).join('\n');
  for (const option of ['A. Ý a', 'B. Ý e', 'C. Ý c']) expect(said).toContain(option);
});
