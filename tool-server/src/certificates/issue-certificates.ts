import type { FoundClass } from '../class-home/index.ts';
import type { CurrentSession } from '../sessions/index.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { Judge } from './view-certificates.ts';

/** So many are written at a time. */
const AT_ONCE = 50;

interface Deps {
  store: CertificateStore;
  judge: Judge;
}

/**
 * Gives certificates to those of a class who meet its rule and hold none: to some of them, or to everybody. Each is whole
 * by itself and nobody can hold two, so that whatever cuts this short, asking again gives the rest theirs.
 */
export const makeIssueCertificates =
  ({ store, judge }: Deps) =>
  async (
    session: CurrentSession,
    found: FoundClass,
    people: readonly string[] | undefined,
  ): Promise<{ code: 'certificate_words_missing' } | undefined> => {
    const { form, ready } = await judge(session, found);
    if (!form) return { code: 'certificate_words_missing' };
    const wanted = people === undefined ? ready : ready.filter(({ person }) => people.includes(person.id));
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      await Promise.all(
        wanted.slice(from, from + AT_ONCE).map(({ person }) =>
          store.give({
            ...{ classId: found.id, by: session.personId, personId: person.id },
            content: { ...form.words, name: person.name ?? null, programme: found.title },
          }),
        ),
      );
    }
    return undefined;
  };
