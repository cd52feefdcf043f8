import type { DossierView, LanguageMap } from '@chuyen-de/contracts';
import type { Model } from 'mongoose';
import { nameIn, type NamesById } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { StoredDossier } from './dossier.model.ts';
import type { Of } from './gather-dossier.ts';
import type { SigningKey } from './signing-key.ts';

interface Deps {
  dossiers: Model<StoredDossier>;
  exams: Pick<Exams, 'standAt' | 'findInForce'>;
  namesById: NamesById;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
  clock: Clock;
  key: Pick<SigningKey, 'fingerprint'>;
}

/** As many are listed of an exam, the newest. */
const MOST_LISTED = 100;

/** What a dossier would be made of now, and those that were made; undefined where there is no such exam. */
export const makeViewDossiers =
  ({ dossiers, exams, namesById, titleOf, clock, key }: Deps) =>
  async ({ place, course }: Pick<Of, 'place' | 'course'>): Promise<DossierView | undefined> => {
    const [title, attempts, inForce, made] = await Promise.all([
      titleOf(place.examCode),
      exams.standAt(place),
      exams.findInForce(place.examCode),
      dossiers.find(place).sort({ at: -1 }).limit(MOST_LISTED).lean<StoredDossier[]>(),
    ]);
    if (!title) return undefined;
    const names = await namesById(made.map(({ by }) => by));
    const closesAt = inForce?.exam.closesAt;
    return {
      exam: { code: place.examCode, title },
      contextTitle: course,
      attempts,
      closesAt: closesAt === undefined ? null : new Date(closesAt).toISOString(),
      fingerprint: key.fingerprint,
      dossiers: made.map(({ _id, at, by, attempts: count, sha256, keepUntil = null }) => ({
        ...{ id: _id, at: at.toISOString(), by: nameIn(names, by), attempts: count, sha256, keepUntil },
      })),
      serverNow: clock.now().toISOString(),
    };
  };
