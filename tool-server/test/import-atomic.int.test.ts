import { makeImportProgramme } from '../src/catalogue/index.ts';
import { everyQuestion } from './every-question.ts';
import { openExamRooms, type ExamRooms } from './exam-rooms.ts';
import { programmeFiles, writeFolder } from './sample-programme.ts';

describe('an import', () => {
  let rooms: ExamRooms;
  beforeEach(async () => {
    rooms = await openExamRooms();
  });
  afterEach(() => rooms.close());

  const folderOfVersion = (version: number): Promise<string> => {
    const files = programmeFiles();
    files['programme.yaml'] = files['programme.yaml']!.replace('version: 1', `version: ${version}`);
    return writeFolder(files);
  };

  it('that broke off after the revisions were stored is finished by the next', async () => {
    const { clock, bank, catalogue, exams, importProgramme } = rooms;
    const importHalfway = makeImportProgramme({
      clock,
      bank,
      publishExams: exams.publishExams,
      catalogue: { ...catalogue, putIntoForce: () => Promise.reject(new Error('power cut')) },
    });
    const folder = await folderOfVersion(1);
    await expect(importHalfway(folder)).rejects.toThrow('power cut');
    expect(await catalogue.readProgrammes()).toEqual([]);
    expect(await importProgramme(folder)).toMatchObject({ outcome: 'imported' });
    const [programme] = await catalogue.readProgrammes();
    const questions = await everyQuestion(bank, programme!.edition);
    expect(questions).toHaveLength(32);
    expect(questions.every(({ revision }) => revision === 1)).toBe(true);
  });

  it('that meets another one fails, or comes after it: one of them is in force, whole', async () => {
    await rooms.importProgramme(await folderOfVersion(1));
    const folders = await Promise.all([folderOfVersion(2), folderOfVersion(3)]);
    const outcomes = await Promise.allSettled(folders.map((folder) => rooms.importProgramme(folder)));
    const importedVersions = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' && outcome.value.ok ? [outcome.value.programme.version] : [],
    );
    const [programme] = await rooms.catalogue.readProgrammes();
    expect(importedVersions).toContain(programme!.version);
    expect(await everyQuestion(rooms.bank, programme!.edition)).toHaveLength(32);
  });
});
