import type { Certificate, CertificatesFilter, ClassCertificates } from '@chuyen-de/contracts';
import type { ClassMember } from '../classes/index.ts';
import type { FindExams, FoundClass, LookAtClass } from '../class-home/index.ts';
import { pageOfClass } from '../gradebook/index.ts';
import { may } from '../policies/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { StoredCertificate } from './certificate.model.ts';
import { lacksBy, meets, type Lacks } from './certificate.rules.ts';

export interface ViewDeps {
  store: CertificateStore;
  findExams: FindExams;
  lookAtClass: LookAtClass;
}

/** Somebody of a class, how they stand with its rule, and what they hold. */
interface Judged {
  person: ClassMember;
  lacks: Lacks;
  meets: boolean;
  certificate: StoredCertificate | undefined;
}

const isReady = ({ meets: isMet, certificate, person }: Judged): boolean =>
  isMet && !certificate && person.name !== undefined;

const PASSES: Record<CertificatesFilter, (one: Judged) => boolean> = {
  all: () => true,
  ready: isReady,
  lacking: ({ meets: isMet, certificate }) => !isMet && !certificate,
  issued: ({ certificate }) => certificate !== undefined,
};

export const presentCertificate = ({ _id, content, issuedAt }: StoredCertificate): Certificate => ({
  number: _id,
  content: { ...content, issuedAt: issuedAt.toISOString() },
});

/** Everybody of a class by its rule, and who holds a certificate of it without being there any more. */
export const makeJudge =
  ({ store, findExams, lookAtClass }: ViewDeps) =>
  async (session: CurrentSession, found: FoundClass) => {
    const examined = await findExams(session, found);
    const [look, form, given] = await Promise.all([
      lookAtClass(session, examined),
      store.formOf(found.id),
      store.inForce(found.id),
    ]);
    const rule = form?.rule ?? 'topics';
    const held = new Map(given.flatMap((one) => (one.personId === undefined ? [] : [[one.personId, one]])));
    const judged = look.judged.map(({ learner: { person }, standing }): Judged => {
      const certificate = held.get(person.id);
      held.delete(person.id);
      return { person, lacks: lacksBy(rule, standing), meets: meets(rule, standing), certificate };
    });
    const gone = [...held].map(([id, certificate]): Judged => {
      const { name } = certificate.content;
      const person = { id, ...(name !== null && { name }) } as ClassMember;
      return { person, lacks: { topics: 0, exams: [] }, meets: false, certificate };
    });
    return { examined, form, rule, judged: [...judged, ...gone], ready: judged.filter(isReady) };
  };

export type Judge = ReturnType<typeof makeJudge>;

interface Asked {
  filter: CertificatesFilter;
  search: string;
  page: number;
}

/** Who of a class meets its rule, what others lack, and who holds a certificate. */
export const makeViewCertificates =
  (judge: Judge) =>
  async (
    session: CurrentSession,
    found: FoundClass,
    { filter, search, page }: Asked,
  ): Promise<ClassCertificates> => {
    const { examined, form, rule, judged, ready } = await judge(session, found);
    const byPerson = new Map(judged.map((one) => [one.person.id, one]));
    const entries = judged
      .filter(PASSES[filter])
      .map(({ person }) => ({ person, inRoster: null, work: undefined, grade: undefined }));
    const asked = { filter: 'all', order: 'name', search, page } as const;
    const { entries: shown, ...place } = await pageOfClass(entries, asked);
    return {
      title: found.title,
      contextTitle: session.contextTitle ?? null,
      form: { rule, words: form?.words ?? null, change: form?.change ?? 0 },
      topics: found.topics.length,
      exams: examined.exams.map(({ linkId, title }) => ({ linkId, title })),
      figures: {
        people: judged.length,
        ready: ready.length,
        unnamed: judged.filter((one) => one.meets && !one.certificate && one.person.name === undefined)
          .length,
        issued: judged.filter(PASSES.issued).length,
      },
      rows: shown.flatMap(({ person }) => {
        const one = byPerson.get(person.id);
        if (!one) return [];
        const { lacks, certificate } = one;
        return [
          {
            person: { id: person.id, name: person.name ?? null },
            ...{ lacks, ready: isReady(one) },
            certificate: certificate ? presentCertificate(certificate) : null,
          },
        ];
      }),
      ...place,
      can: { lead: may(session, 'class.lead') },
    };
  };

export type ViewCertificates = ReturnType<typeof makeViewCertificates>;
