import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aGrant } from '../../../../test/builders.ts';
import { showPage } from '../../../../test/pages.tsx';
import type { Item } from '../item-statistics.ts';
import { ItemsList } from './items-list.tsx';
import { RecordsWords } from './records-words.tsx';

const anItem = (place: number): Item => ({
  id: `question-${place}`,
  known: { name: { vi: `Câu thứ ${place}` } },
  n: 10,
  learners: 10,
  facility: place / 50,
  interval: null,
  discrimination: undefined,
  options: [],
  wholeKey: undefined,
});

it('shows twenty questions at a time, in their order, and finds one by its words', async () => {
  const items = Array.from({ length: 45 }, (_, place) => anItem(place));
  const list = <ItemsList items={items} />;
  showPage(<RecordsWords>{list}</RecordsWords>, '/records', '/records', aGrant());
  const names = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
  expect(await screen.findByText('Hiển thị 20/45 câu, từ câu khó nhất.')).toBeVisible();
  expect([names().length, names()[0], names().at(-1)]).toEqual([20, 'Câu thứ 0', 'Câu thứ 19']);
  await userEvent.click(screen.getByRole('button', { name: 'Hiển thị thêm 20 câu' }));
  await userEvent.click(screen.getByRole('button', { name: 'Hiển thị thêm 5 câu' }));
  expect(names().at(-1)).toBe('Câu thứ 44');
  expect(screen.queryByRole('button', { name: /^Hiển thị thêm/ })).not.toBeInTheDocument();
  const search = screen.getByRole('searchbox', { name: 'Tìm câu hỏi' });
  await userEvent.type(search, 'cau thu 31');
  expect(names()).toEqual(['Câu thứ 31']);
  await userEvent.type(search, 'x');
  expect(screen.getByText('Không có câu hỏi nào phù hợp.')).toBeVisible();
});
