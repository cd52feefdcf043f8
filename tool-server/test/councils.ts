import type { Appraisal, BankAppraisals, BankQuestion, MadeBank, Submitted } from '@chuyen-de/contracts';
import { newBank } from './made-banks.ts';
import { sessionOf, useMaking, type Call } from './made-exams.ts';
import { SENT_AS } from './two-tools.ts';

/** Somebody who sits in councils. */
export interface Member {
  call: Call;
  id: string;
}

export const setCouncil = (call: Call, bank: MadeBank, council: object | null) =>
  call<MadeBank & { code: string }>('PUT', `/made-banks/${bank.code}/council`, {
    edition: bank.edition,
    council,
  });

export const submit = async (call: Call, questions: BankQuestion[]): Promise<Submitted> => {
  const seen = questions.map(({ code, edition }) => ({ code, edition }));
  const path = `/made-banks/${questions[0]!.bank}/appraisals`;
  return (await call<Submitted>('POST', path, { questions: seen })).body;
};

export const seen = async ({ call }: Member, id: string): Promise<Appraisal> =>
  (await call<Appraisal>('GET', `/appraisals/${id}`)).body;

export const answerAs = ({ call }: Member, id: string, selected = 'b') =>
  call<Appraisal>('POST', `/appraisals/${id}/check`, {
    response: { type: 'single-choice', selected: [selected] },
  });

export async function vote(member: Member, id: string, verdict: 'approve' | 'return' | null = 'approve') {
  // Whoever is told none yet names any.
  const hash = (await seen(member, id)).hash ?? '0'.repeat(64);
  const cast = verdict && { verdict, hash, note: verdict === 'return' ? 'Sửa câu dẫn' : '' };
  return member.call<Appraisal & { code: string }>('PUT', `/appraisals/${id}/vote`, { vote: cast });
}

/** Takes a question back from its council. */
export const withdraw = (call: Call, id: string) =>
  call<Appraisal & { code: string }>('POST', `/appraisals/${id}/withdrawal`, {});

export async function approveAs(members: Member[], id: string): Promise<void> {
  for (const member of members) {
    await answerAs(member, id);
    expect((await vote(member, id)).status).toBe(200);
  }
}

/** The whole tool with a lecturer, an administrator, and three people who may sit in councils. */
export function useCouncils() {
  const { making, lecturer } = useMaking();
  const people: { administrator?: Call; members: Member[] } = { members: [] };
  const administrator: Call = (...asked) => people.administrator!(...asked);

  async function grantTo(personId: string): Promise<void> {
    const wish = { personId, role: 'appraiser', reach: 'platform', until: null, reason: 'Hội đồng' };
    expect((await administrator('POST', '/roles', wish)).status).toBe(201);
  }

  /** A learner of the course, as their LMS has it, whom an administrator has granted the role. */
  async function appraiser(familyName: string): Promise<Member> {
    const { sandbox, course } = making().lms;
    const { id: personId } = await sandbox.addPerson({ familyName, givenName: 'Thẩm Định' });
    await sandbox.enrol(course.id, personId, 'learner');
    const call = await making().enter({ personId });
    const { id } = (await sessionOf(call)).person;
    await grantTo(id);
    return { call, id };
  }

  /** Somebody who edits banks of the course, and may sit in their councils. */
  async function editorInCouncil(): Promise<Member> {
    const call = await making().colleague('Lê');
    const { id } = (await sessionOf(call)).person;
    await grantTo(id);
    return { call, id };
  }

  beforeAll(async () => {
    const { sandbox, course } = making().lms;
    const { id: personId } = await sandbox.addPerson({
      familyName: 'Quản',
      givenName: 'Trị',
      kind: 'lecturer',
    });
    await sandbox.enrol(course.id, personId, 'lecturer');
    people.administrator = await making().enter({ personId, roles: SENT_AS.administrator });
    for (const name of ['Bùi', 'Cao', 'Đào']) people.members.push(await appraiser(name));
  }, 60_000);

  async function bankWithCouncil(over: object = {}): Promise<MadeBank> {
    const council = { members: people.members.map(({ id }) => id), needed: 2, days: 7, ...over };
    const { status, body } = await setCouncil(lecturer, await newBank(lecturer), council);
    expect([status, body.council?.needed]).toEqual([200, council.needed]);
    return body;
  }

  const openIn = async (bank: string, query = ''): Promise<BankAppraisals['appraisals']> =>
    (await lecturer<BankAppraisals>('GET', `/made-banks/${bank}/appraisals${query}`)).body.appraisals;

  /** The id of what the council has of a question. */
  const handedIn = async ({ bank, code }: BankQuestion): Promise<string> =>
    (await openIn(bank)).find(({ question }) => question === code)!.id;

  return {
    ...{ making, lecturer, administrator, grantTo, editorInCouncil, bankWithCouncil, openIn, handedIn },
    /** The first, second or third of the three. */
    member: (number: 0 | 1 | 2): Member => people.members[number]!,
  };
}
