import { randomUUID } from 'node:crypto';
import type { LanguageMap } from '@chuyen-de/contracts';
import { nameIn } from '../classes/index.ts';
import type { Exams } from '../exams/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { deriveKey } from '../kernel/seal.ts';
import { dossierModel } from './dossier.model.ts';
import type { GatherDeps, Of } from './gather-dossier.ts';
import { packed } from './pack-dossier.ts';
import { makeSigningKey } from './signing-key.ts';
import { makeViewDossiers } from './view-dossiers.ts';
import { writeDossier, type Head, type WriteDeps } from './write-dossier.ts';

interface Deps extends Omit<WriteDeps, 'key'> {
  clock: Clock;
  /** That of the installation: dossiers are signed by a key that follows from it. */
  secret: string;
  publicUrl: string;
  exams: GatherDeps['exams'] & Pick<Exams, 'standAt' | 'findInForce'>;
  titleOf: (examCode: string) => Promise<LanguageMap | undefined>;
}

/** Who wants a dossier, and until when it is to be kept. */
interface Wish {
  by: string;
  keepUntil: string | null;
}

type NotNow =
  | { code: 'exam_not_found' }
  | { code: 'dossier_empty' }
  | { code: 'dossier_too_early'; open: number; unsettled: number };
type Begun = { ok: true; pieces: () => AsyncGenerator<Buffer> } | { ok: false; error: NotNow };

/** Dossiers of exams: all that an exam at a link has come to, signed, to be kept without the tool. */
export function makeDossiers(deps: Deps) {
  const { clock, exams, namesById, titleOf, publicUrl } = deps;
  const dossiers = dossierModel(deps.connection);
  const key = makeSigningKey(deriveKey(deps.secret, 'dossiers of exams'));
  return {
    models: [dossiers],
    pem: key.pem,
    view: makeViewDossiers({ ...deps, dossiers, key }),

    /** Begins a dossier, unless what it would be made of may still change by itself. */
    async begin(of: Of, { by, keepUntil }: Wish): Promise<Begun> {
      const { place, course } = of;
      const [title, stand, names] = await Promise.all([
        titleOf(place.examCode),
        exams.standAt(place),
        namesById([by]),
      ]);
      if (!title) return { ok: false, error: { code: 'exam_not_found' } };
      const { open, unsettled, final, awaitsMarking } = stand;
      if (open + unsettled > 0) return { ok: false, error: { code: 'dossier_too_early', open, unsettled } };
      if (final === 0) return { ok: false, error: { code: 'dossier_empty' } };
      const at = clock.now();
      const head: Head = {
        ...{ format: 'chuyen-de-dossier', version: 1, id: randomUUID(), installation: publicUrl },
        exam: { code: place.examCode, title },
        ...{ course, link: place.linkId, madeAt: at.toISOString() },
        madeBy: { id: by, name: nameIn(names, by) },
        ...{ keepUntil, awaitingMarking: awaitsMarking },
      };
      return { ok: true, pieces: () => packed(writeDossier({ ...deps, key }, of, head), at) };
    },
  };
}

export type Dossiers = ReturnType<typeof makeDossiers>;
