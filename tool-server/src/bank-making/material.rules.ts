import {
  MOST_CHECKED,
  type DraftCheck,
  type DraftMaterial,
  type FileKind,
  type TopicFault,
} from '@chuyen-de/contracts';

const tidy = (text: string): string => text.normalize('NFC').trim();

/** What a file of a material has to be; links and self-checks have none. */
const FILE_OF: Record<DraftMaterial['kind'], FileKind | undefined> = {
  document: 'document',
  link: undefined,
  image: 'image',
  video: 'video',
  audio: 'audio',
  check: undefined,
};

/** The codes of the questions that a self-check names, each once. */
export const namedQuestions = ({ questions }: Pick<DraftCheck, 'questions'>): string[] => [
  ...new Set(questions.split(/[\s,;]+/u).filter((code) => code !== '')),
];

const tidyCheck = (check: DraftCheck): DraftCheck => ({
  ...check,
  questions: namedQuestions(check).join(', '),
});

/** A material without the spaces around what it says, and without what its kind has no use for. */
export const tidyMaterial = ({
  check,
  chapters,
  poster,
  noSkip,
  ...material
}: DraftMaterial): DraftMaterial => ({
  ...material,
  ...(material.kind === 'check' && check && { check: tidyCheck(check) }),
  // What is not there is left out: drafts of before say the same as they did.
  ...(material.kind === 'video' && {
    ...(chapters && { chapters }),
    ...(poster && { poster }),
    ...(noSkip && { noSkip }),
  }),
  title: tidy(material.title),
  text: tidy(material.text),
  file: FILE_OF[material.kind] === undefined ? '' : material.file,
  captions: material.kind === 'video' ? material.captions : '',
  address: material.kind === 'link' ? tidy(material.address) : '',
});

/** The files that materials name. */
export const filesOf = (
  materials: readonly Pick<DraftMaterial, 'file' | 'captions' | 'chapters' | 'poster'>[],
): string[] =>
  materials
    .flatMap(({ file, captions, chapters = '', poster = '' }) => [file, captions, chapters, poster])
    .filter((hash) => hash !== '');

function isWebAddress(text: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

interface FileThere {
  kind: FileKind;
}

/** What the bank of a topic has. */
export interface BankThere {
  /** Its files, by their ids. */
  files: ReadonlyMap<string, FileThere>;
  /** Topics of the questions that it has in force and no person marks, by their codes. */
  questions: ReadonlyMap<string, string>;
  /** How many questions it has in force for what a self-check draws. */
  countFor: (check: DraftCheck) => number;
}

type Faults = (code: TopicFault['code'], stops?: boolean, more?: TopicFault['values']) => TopicFault;

function checkFaults(
  check: DraftCheck | undefined,
  { questions, countFor }: BankThere,
  fault: Faults,
): TopicFault[] {
  const named = check ? namedQuestions(check) : [];
  if (!check || check.percent === 0 || (named.length === 0 && check.count === 0))
    return [fault('check_empty')];
  if (named.length > MOST_CHECKED) return [fault('check_questions_many', true, { most: MOST_CHECKED })];
  const unknown = named.filter((question) => !questions.has(question));
  if (named.length > 0)
    return unknown.map((question) =>
      fault('check_question_unknown', true, { question: question.slice(0, 64) }),
    );
  const found = countFor(check);
  return found < check.count ? [fault('check_questions_few', true, { wanted: check.count, found })] : [];
}

/** Whether a file that a material names is not there, or is of another kind. */
const lacks = ({ files }: BankThere, { kind, file, captions, chapters, poster }: DraftMaterial): boolean => {
  const wanted = FILE_OF[kind];
  const isNot = (hash: string | undefined, of: FileKind) =>
    hash !== undefined && hash !== '' && files.get(hash)?.kind !== of;
  return (
    (wanted !== undefined && files.get(file)?.kind !== wanted) ||
    isNot(captions, 'captions') ||
    isNot(chapters, 'captions') ||
    isNot(poster, 'image')
  );
};

function faultsOf(material: DraftMaterial, number: number, there: BankThere): TopicFault[] {
  const { kind, title, captions, address, text, download, check } = material;
  const fault: Faults = (code, stops = true, more = {}) => ({ code, stops, values: { number, ...more } });
  return [
    ...(title === '' ? [fault('material_untitled')] : []),
    ...(lacks(there, material) ? [fault('material_file_missing')] : []),
    ...(kind === 'link' && !isWebAddress(address) ? [fault('material_address_wrong')] : []),
    ...(FILE_OF[kind] !== undefined && text === ''
      ? [fault('material_text_missing', kind === 'document' && !download)]
      : []),
    ...(kind === 'check' ? checkFaults(check, there, fault) : []),
    ...(kind === 'video' && captions === '' ? [fault('material_captions_missing', false)] : []),
  ];
}

/** What is wrong with tidy materials. */
export const materialFaults = (materials: readonly DraftMaterial[], there: BankThere): TopicFault[] =>
  materials.flatMap((material, index) => faultsOf(material, index + 1, there));
