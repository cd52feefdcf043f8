import type { RoomRow } from '@chuyen-de/contracts';
import { isQuiet, peopleShown } from './room-order.ts';

const NOW = Date.parse('2026-11-29T02:00:00Z');
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const aRow = (name: string, over: Partial<RoomRow> = {}): RoomRow => ({
  person: { id: name, name, number: '000001' },
  sitting: null,
  ...{ state: 'working', since: null, attempt: 1, dueAt: ago(-30), questions: 10, answered: 4 },
  ...{
    flagged: 0,
    position: 4,
    savedAt: ago(1),
    addedMinutes: 0,
    pausedSeconds: 0,
    devices: 1,
    rehearsed: null,
  },
  ...over,
});
const shown = (rows: RoomRow[], over: Partial<Parameters<typeof peopleShown>[1]> = {}) =>
  peopleShown(rows, { filter: 'all', search: '', now: NOW, ...over }).map(({ person }) => person.name);

describe('the people of an exam room', () => {
  const rows = [
    aRow('Lê An', { state: 'submitted', since: ago(3) }),
    aRow('Trần Bình'),
    aRow('Đỗ Chi', { savedAt: ago(9) }),
    aRow('Phạm Dung', { state: 'disconnected', since: ago(2) }),
    aRow('Vũ Giang', { state: 'disconnected', since: ago(8) }),
    aRow('Hồ Hải', { state: 'paused', since: ago(4) }),
    aRow('Ngô Lan', { state: 'not-started', savedAt: null }),
    aRow('Cao Ánh'),
  ];

  it('come with those first who need help, and among these whoever waits longest', () => {
    expect(shown(rows)).toEqual([
      ...['Vũ Giang', 'Phạm Dung', 'Đỗ Chi', 'Hồ Hải'],
      ...['Cao Ánh', 'Trần Bình', 'Ngô Lan', 'Lê An'],
    ]);
  });

  it('are found by state, and by name without marks', () => {
    expect(shown(rows, { filter: 'paused' })).toEqual(['Hồ Hải']);
    expect(shown(rows, { search: 'do chi' })).toEqual(['Đỗ Chi']);
  });

  it('are quiet where they work and have saved nothing for five minutes', () => {
    expect(rows.filter((row) => isQuiet(row, NOW)).map(({ person }) => person.name)).toEqual(['Đỗ Chi']);
    expect(isQuiet(aRow('Lê An', { savedAt: null }), NOW)).toBe(false);
  });
});
