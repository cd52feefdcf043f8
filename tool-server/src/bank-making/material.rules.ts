import type { DraftMaterial, FileKind, TopicFault } from '@chuyen-de/contracts';

const tidy = (text: string): string => text.normalize('NFC').trim();

/** What a file of a material has to be; a link has none. */
const FILE_OF: Record<DraftMaterial['kind'], FileKind | undefined> = {
  document: 'document',
  link: undefined,
  image: 'image',
  video: 'video',
  audio: 'audio',
};

/** A material without the spaces around what it says, and without what its kind has no use for. */
export const tidyMaterial = (material: DraftMaterial): DraftMaterial => ({
  ...material,
  title: tidy(material.title),
  text: tidy(material.text),
  file: FILE_OF[material.kind] === undefined ? '' : material.file,
  captions: material.kind === 'video' ? material.captions : '',
  address: material.kind === 'link' ? tidy(material.address) : '',
});

/** The files that materials name. */
export const filesOf = (materials: readonly Pick<DraftMaterial, 'file' | 'captions'>[]): string[] =>
  materials.flatMap(({ file, captions }) => [file, captions]).filter((hash) => hash !== '');

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

function faultsOf(
  { kind, title, file, captions, address, text, download }: DraftMaterial,
  number: number,
  there: ReadonlyMap<string, FileThere>,
): TopicFault[] {
  const wanted = FILE_OF[kind];
  const lacks = wanted !== undefined && there.get(file)?.kind !== wanted;
  const lacksCaptions = captions !== '' && there.get(captions)?.kind !== 'captions';
  const fault = (code: TopicFault['code'], stops = true): TopicFault => ({ code, stops, values: { number } });
  return [
    ...(title === '' ? [fault('material_untitled')] : []),
    ...(lacks || lacksCaptions ? [fault('material_file_missing')] : []),
    ...(kind === 'link' && !isWebAddress(address) ? [fault('material_address_wrong')] : []),
    ...(kind !== 'link' && text === ''
      ? [fault('material_text_missing', kind === 'document' && !download)]
      : []),
    ...(kind === 'video' && captions === '' ? [fault('material_captions_missing', false)] : []),
  ];
}

/** What is wrong with tidy materials. @param there the files that their bank has, by their ids */
export const materialFaults = (
  materials: readonly DraftMaterial[],
  there: ReadonlyMap<string, FileThere>,
): TopicFault[] => materials.flatMap((material, index) => faultsOf(material, index + 1, there));
