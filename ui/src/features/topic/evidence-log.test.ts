import type { MaterialEvidence } from '@chuyen-de/contracts';
import { makeEvidenceLog } from './evidence-log.ts';

function aLog() {
  const world = { away: false, sent: [] as MaterialEvidence[] };
  const log = makeEvidenceLog({
    id: 'm-00000001',
    send: (evidence) => {
      if (world.away) return Promise.reject(new Error('away'));
      world.sent.push(evidence);
      return Promise.resolve();
    },
  });
  return { world, log };
}

describe('evidence log', () => {
  it('tells what was played, pieces that follow each other as one, and says nothing twice', async () => {
    const { world, log } = aLog();
    log.played(0, 1);
    log.played(1, 2.5);
    log.played(7, 8);
    log.at({ place: 8, length: 10 });
    await log.report();
    await log.report();
    expect(world.sent).toEqual([
      {
        id: 'm-00000001',
        segments: [
          [0, 2.5],
          [7, 8],
        ],
        length: 10,
        place: 8,
      },
    ]);
  });

  it('tells once more what did not arrive', async () => {
    const { world, log } = aLog();
    world.away = true;
    log.played(0, 1);
    await log.report();
    world.away = false;
    log.played(5, 6);
    await log.report();
    expect(world.sent.map(({ segments }) => segments)).toEqual([
      [
        [0, 1],
        [5, 6],
      ],
    ]);
  });
});
