import type {
  Certificate,
  CertificateChecked,
  ClassCertificates,
  OwnCertificate,
} from '@chuyen-de/contracts';
import { refused, until, type Call } from './a-school.ts';
import { useClassHome } from './class-home-stage.ts';

const AT = '/classes/BD/certificates';
const WORDS = {
  ...{ authority: 'ĐẢNG ỦY PHƯỜNG', school: 'TRUNG TÂM CHÍNH TRỊ', title: 'GIẤY CHỨNG NHẬN' },
  ...{ text: 'Đã hoàn thành chương trình', place: 'Hà Nội', signerTitle: 'GIÁM ĐỐC', signer: 'Trần Văn Bảo' },
};

const { stage, home, enrol, lecturer } = useClassHome();
/** All in the course before its roster is read for the first time. */
const people = new Map<string, string>();
beforeAll(async () => {
  for (const givenName of ['An', 'Bình', 'Dũng', 'Mai']) people.set(givenName, await enrol(givenName));
});

const learner = (givenName: string): Promise<Call> => home(people.get(givenName)!);
async function finished(givenName: string): Promise<Call> {
  const call = await learner(givenName);
  for (const topic of ['CD01', 'CD02'])
    await call('POST', `/topics/${topic}/progress`, { read: ['s1', 's2', 's3'], seconds: 20 });
  return call;
}
const check = async (number: string): Promise<CertificateChecked> => {
  const response = await fetch(`${stage().tool.url}/api/certificates/checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number }),
  });
  return (await response.json()) as CertificateChecked;
};
const own = async (call: Call): Promise<Certificate | null> =>
  (await call<OwnCertificate>('GET', '/classes/BD/certificate')).certificate;
const rowOf = ({ rows }: ClassCertificates, name: string) => rows.find(({ person }) => person.name === name);
/** The list once it is as expected: what was learnt is seen a moment later. */
const seen = (call: Call, isSo: (view: ClassCertificates) => boolean): Promise<ClassCertificates> =>
  until(async () => {
    const view = await call<ClassCertificates>('GET', AT);
    return isSo(view) ? view : undefined;
  });

it('gives a class its certificates: once to each who meets the rule, as they were when they were given', async () => {
  const [an, binh] = [await finished('An'), await learner('Bình')];
  const lead = await lecturer();
  const before = await seen(lead, (view) => rowOf(view, 'Lê An')?.ready === true);
  expect(before.form).toEqual({ rule: 'topics', words: null, change: 0 });
  expect(rowOf(before, 'Lê Bình')).toMatchObject({ ready: false, lacks: { topics: 2, exams: [] } });
  expect(await refused(lead, 'POST', AT, {})).toContain('certificate_words_missing');
  await lead('PUT', `${AT}/form`, { rule: 'topics', words: WORDS, change: 0 });
  expect(await refused(lead, 'PUT', `${AT}/form`, { rule: 'both', words: WORDS, change: 0 })).toContain(
    'certificate_form_changed',
  );

  await Promise.all([1, 2, 3].map(() => lead('POST', AT, {})));
  const after = await lead<ClassCertificates>('GET', AT);
  expect(after.figures).toMatchObject({ ready: 0, issued: 1 });
  expect([await own(binh), rowOf(after, 'Lê Bình')?.certificate]).toEqual([null, null]);
  const certificate = (await own(an))!;
  expect(certificate).toMatchObject({
    number: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/) as string,
    content: { ...WORDS, name: 'Lê An', programme: { vi: 'Bồi dưỡng' } },
  });
  await lead('PUT', `${AT}/form`, { rule: 'topics', words: { ...WORDS, school: 'KHÁC' }, change: 1 });
  expect(await own(an)).toEqual(certificate);

  // Read from paper: in small letters, without what parts its groups.
  const typed = certificate.number.toLowerCase().replaceAll('-', ' ');
  expect(await check(typed)).toEqual({ genuine: true, content: certificate.content, revokedAt: null });
  expect(await check('ABCD-EFGH-JKMN-PQRS')).toEqual({ genuine: false });
  expect(await check('gì đó')).toEqual({ genuine: false });
}, 60_000);

it('revokes with a reason, which whoever checks the number is not told, and gives another one afterwards', async () => {
  const dung = await finished('Dũng');
  const lead = await lecturer();
  const ready = await seen(lead, (view) => rowOf(view, 'Lê Dũng')?.ready === true);
  if (!ready.form.words) await lead('PUT', `${AT}/form`, { rule: 'topics', words: WORDS, change: 0 });
  await lead('POST', AT, { people: [rowOf(ready, 'Lê Dũng')!.person.id] });
  const { number } = (await own(dung))!;
  const revocation = [`${AT}/${number}/revocation`, { reason: 'Cấp nhầm chương trình' }] as const;
  expect(await refused(dung, 'POST', ...revocation)).toContain('not_permitted');
  await lead('POST', ...revocation);
  expect(await own(dung)).toBeNull();
  const told = await check(number);
  expect(told).toMatchObject({ genuine: true, revokedAt: expect.any(String) as string });
  expect(JSON.stringify(told)).not.toContain('Cấp nhầm');
  expect(await refused(lead, 'POST', ...revocation)).toContain('certificate_not_found');
  await lead('POST', AT, {});
  const again = (await own(dung))!;
  expect(again.number).not.toBe(number);
  expect(await check(number)).toEqual(told);
  const deeds = async () => {
    const events = stage().tool.connection.collection('events').find({ 'subject.id': number });
    return (await events.sort({ at: 1 }).toArray()).map(({ deed, reason }) => [deed, reason] as unknown[]);
  };
  await until(async () => ((await deeds()).length === 2 ? true : undefined));
  expect(await deeds()).toEqual([
    ['certificate-issued', undefined],
    ['certificate-revoked', 'Cấp nhầm chương trình'],
  ]);
}, 60_000);

it('shows the list to those alone who look after the class', async () => {
  const mai = await learner('Mai');
  for (const [method, path, body] of [
    ['GET', AT, undefined],
    ['POST', AT, {}],
    ['PUT', `${AT}/form`, { rule: 'topics', words: WORDS, change: 0 }],
  ] as const)
    expect(await refused(mai, method, path, body)).toContain('not_permitted');
});
