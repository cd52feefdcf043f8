import type {
  DraftMaterial,
  MadeBank,
  MadeTopic,
  SentFile,
  TopicPage,
  TopicProgress,
} from '@chuyen-de/contracts';
import { newBank } from './made-banks.ts';
import { useMaking, type Call } from './made-exams.ts';
import { issuedTopic, savedTopic, topicOf, WRITTEN } from './made-topics.ts';
import { mediaFile, sendingInto } from './sent-files.ts';

const { making, lecturer } = useMaking();

const aMaterial = (material: Partial<DraftMaterial>): DraftMaterial => ({
  ...{ id: 'm-00000001', kind: 'document', title: 'Đề cương', minutes: 5, language: 'vi' },
  ...{ file: '', captions: '', address: '', download: true, text: 'Một trang.', required: false },
  ...material,
});

async function withMaterials(bank: MadeBank, materials: DraftMaterial[]): Promise<MadeTopic> {
  const { status, body } = await savedTopic(lecturer, await topicOf(lecturer, bank), {
    ...WRITTEN,
    materials,
  });
  expect([status, body]).toEqual([200, expect.objectContaining({ bank: bank.code })]);
  return body;
}

const faultsOf = ({ faults }: MadeTopic) =>
  faults.filter(({ code }) => code.startsWith('material')).map(({ code, stops }) => [code, stops]);

async function readerOf(code: string): Promise<Call> {
  const { sandbox, course } = making().lms;
  const { id: personId } = await sandbox.addPerson({ familyName: 'Xem', givenName: 'Học' });
  await sandbox.enrol(course.id, personId, 'learner');
  const { linkId } = await sandbox.placeItem(course.id, { title: code, custom: { item: `topic:${code}` } });
  return making().enter({ linkId, personId });
}

const statusOf = async ({ address }: Pick<SentFile, 'address'>): Promise<number> => {
  const response = await fetch(making().tool.url + address);
  await response.arrayBuffer();
  return response.status;
};

describe('materials of a topic', () => {
  it('say what stops them, and what is better mended', async () => {
    const bank = await newBank(lecturer);
    const typed = await withMaterials(bank, [
      aMaterial({ title: ' ', download: false, text: '' }),
      aMaterial({ id: 'm-00000002', kind: 'link', address: 'javascript:alert(1)' }),
      aMaterial({ id: 'm-00000003', kind: 'video', file: '0'.repeat(64), text: '' }),
    ]);
    expect(faultsOf(typed)).toEqual([
      ['material_untitled', true],
      ['material_file_missing', true],
      ['material_text_missing', true],
      ['material_address_wrong', true],
      ['material_file_missing', true],
      ['material_text_missing', false],
      ['material_captions_missing', false],
    ]);
    expect(await issuedTopic(lecturer, typed)).toMatchObject({ status: 422, body: { code: 'topic_faulty' } });
    // What another bank has is none of this one's.
    const other = await sendingInto(lecturer, await newBank(lecturer)).sent(
      { kind: 'document', name: 'a.pdf' },
      await mediaFile('document.pdf'),
    );
    const borrowed = await savedTopic(lecturer, typed, { materials: [aMaterial({ file: other.id })] });
    expect(faultsOf(borrowed.body)).toEqual([['material_file_missing', true]]);
    const { sent } = sendingInto(lecturer, bank);
    const video = await sent({ kind: 'video', name: 'phim' }, await mediaFile('video.webm'));
    const words = await sent({ kind: 'captions', name: 'phim.vtt' }, await mediaFile('captions.vtt'));
    const good = { kind: 'video' as const, file: video.id, captions: words.id };
    const mixed = await savedTopic(lecturer, borrowed.body, {
      materials: [
        aMaterial({ ...good, chapters: video.id }),
        aMaterial({ ...good, id: 'm-00000002', poster: words.id }),
        aMaterial({ ...good, id: 'm-00000003', chapters: words.id, poster: '' }),
      ],
    });
    expect(mixed.body.faults.flatMap(({ stops, values }) => (stops ? [values['number']] : []))).toEqual([
      1, 2,
    ]);
  });

  it('are shown to learners of the course in their order once they are issued', async () => {
    const bank = await newBank(lecturer);
    const { sent } = sendingInto(lecturer, bank);
    const pdf = await sent({ kind: 'document', name: 'Đề cương.pdf' }, await mediaFile('document.pdf'));
    const video = await sent({ kind: 'video', name: 'phim' }, await mediaFile('video.webm'));
    const captions = await sent({ kind: 'captions', name: 'phim.vtt' }, await mediaFile('captions.vtt'));
    const chapters = await sent({ kind: 'captions', name: 'chuong.vtt' }, await mediaFile('chapters.vtt'));
    const poster = await sent({ kind: 'image', name: 'hinh.png' }, await mediaFile('picture.png'));
    const draft = await withMaterials(bank, [
      aMaterial({
        ...{ id: 'm-00000003', kind: 'video', file: video.id, captions: captions.id, download: false },
        ...{ chapters: chapters.id, poster: poster.id, noSkip: true },
      }),
      aMaterial({ file: pdf.id, chapters: chapters.id, noSkip: true }),
      aMaterial({ id: 'm-00000002', kind: 'link', address: ' https://example.org/ ', file: pdf.id }),
    ]);
    expect(draft.files.map(({ id }) => id).sort()).toEqual(
      [pdf.id, video.id, captions.id, chapters.id, poster.id].sort(),
    );
    expect((await issuedTopic(lecturer, draft)).body).toMatchObject({ state: 'issued' });
    const page = (await (await readerOf(draft.code))<TopicPage>('GET', `/topics/${draft.code}`)).body;
    expect(page.materials).toMatchObject([
      { kind: 'video', title: 'Đề cương', file: { download: null }, address: null, noSkip: true },
      { kind: 'document', minutes: 5, text: 'Một trang.', captions: null, chapters: null, noSkip: false },
      { kind: 'link', file: null, address: 'https://example.org/' },
    ]);
    const [shownVideo, shownPdf] = page.materials;
    const { file, captions: words, chapters: parts, poster: picture } = shownVideo!;
    for (const address of [file!.address, words!, parts!, picture!, shownPdf!.file!.download!])
      expect(await statusOf({ address })).toBe(200);
    const saved = await fetch(making().tool.url + shownPdf!.file!.download!);
    expect(saved.headers.get('content-disposition')).toContain(
      `UTF-8''${encodeURIComponent('Đề cương.pdf')}`,
    );
  });

  it('leave what was issued before there were any as it is', async () => {
    const bank = await newBank(lecturer);
    const { code } = await withMaterials(bank, []);
    const drafts = making().tool.connection.collection('topicDrafts');
    await drafts.updateOne({ _id: code as never }, { $unset: { materials: true } });
    const topic = await topicOf(lecturer, bank);
    expect(topic.draft.materials).toEqual([]);
    expect((await issuedTopic(lecturer, topic)).body).toMatchObject({ state: 'issued' });
  });
});

describe('what was seen of materials', () => {
  it('counts for completion where it is asked for, by evidence alone, and goes on from any device', async () => {
    const { clock } = making().tool;
    const bank = await newBank(lecturer);
    const video = await sendingInto(lecturer, bank).sent(
      { kind: 'video', name: 'phim' },
      await mediaFile('video.webm'),
    );
    const draft = await withMaterials(bank, [
      aMaterial({ kind: 'video', file: video.id, required: true }),
      aMaterial({ id: 'm-00000002', kind: 'link', address: 'https://example.org/' }),
    ]);
    const { body: issued } = await issuedTopic(lecturer, draft);
    const phone = await readerOf(issued.code);
    const report = async (body: object) =>
      (
        await phone<TopicProgress>('POST', `/topics/${issued.code}/progress`, {
          read: [],
          seconds: 0,
          ...body,
        })
      ).body;
    const played = (from: number, to: number) =>
      report({ materials: [{ id: 'm-00000001', segments: [[from, to]], length: 8, place: to }] });
    const read = await report({ read: issued.shown.sections.map(({ id }) => id), seconds: 60 });
    expect(read).toMatchObject({ completedAt: null, materials: [] });
    // Saying so is no evidence.
    expect((await report({ read: ['m-00000001'] })) as object).toMatchObject({ code: 'section_not_found' });
    expect(await played(0, 3)).toMatchObject({
      completedAt: null,
      materials: [{ id: 'm-00000001', share: 0.38, seen: false, place: 3, reached: 3 }],
    });
    const page = (await phone<TopicPage>('GET', `/topics/${issued.code}`)).body;
    expect(page.progress.materials).toMatchObject([{ place: 3 }]);
    clock.pass(1);
    const whole = await played(3, 8);
    clock.reset();
    expect(whole).toMatchObject({ materials: [{ share: 1, seen: true }] });
    expect(whole.completedAt).not.toBeNull();
    expect(whole.read).toEqual(issued.shown.sections.map(({ id }) => id));
  });
});

describe('a file that nothing names', () => {
  it('goes after a week, unless somebody names it again or another bank has it', async () => {
    const { tool } = making();
    const [bank, other] = [await newBank(lecturer), await newBank(lecturer)];
    const content = await mediaFile('audio.ogg');
    const wish = { kind: 'audio', name: 'a.ogg' } as const;
    const file = await sendingInto(lecturer, bank).sent(wish, content);
    const used = await sendingInto(lecturer, bank).sent(
      { kind: 'image', name: 'b.png' },
      await mediaFile('picture.png'),
    );
    await withMaterials(bank, [aMaterial({ kind: 'image', file: used.id })]);
    const addressAfter = async (sent: SentFile): Promise<number> => {
      const { body } = await savedTopic(lecturer, await topicOf(lecturer, bank), {
        materials: [aMaterial({ kind: 'image', file: used.id }), aMaterial({ kind: 'audio', file: sent.id })],
      });
      const known = body.files.find(({ id }) => id === sent.id);
      return known ? statusOf(known) : 404;
    };
    const collectOnDay = async (day: number): Promise<void> => {
      tool.clock.pass(day * 24 * 60);
      await tool.tool.collectFiles();
      tool.clock.reset();
    };
    await collectOnDay(1);
    await collectOnDay(7);
    await sendingInto(lecturer, other).sent(wish, content);
    await collectOnDay(9);
    // The other bank keeps what is in it; this one has it no more.
    expect(await addressAfter(file)).toBe(404);
    const again = await sendingInto(lecturer, bank).sent({ ...wish, modified: 2 }, content);
    expect(again.id).toBe(file.id);
    expect(await addressAfter(again)).toBe(200);
    await collectOnDay(30);
    await collectOnDay(60);
    expect(await addressAfter(again)).toBe(200);
    await savedTopic(lecturer, await topicOf(lecturer, bank), { materials: [] });
    const { address } = again;
    await collectOnDay(90);
    await collectOnDay(120);
    expect(await statusOf({ address })).toBe(404);
  });
});
