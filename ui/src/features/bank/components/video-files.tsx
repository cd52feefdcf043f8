import type { DraftMaterial, FileKind, SentFile, UploadCompleted } from '@chuyen-de/contracts';
import { MaterialFile } from './material-file.tsx';

/** A material while it is written. */
export interface MaterialProps {
  bank: string;
  material: DraftMaterial;
  /** The files that were sent, by their ids. */
  files: ReadonlyMap<string, SentFile>;
  onChange: (change: Partial<DraftMaterial>) => void;
  onSent: (sent: UploadCompleted) => void;
}

const FILES = ['captions', 'chapters', 'poster'] as const;
const KIND_OF = {
  captions: 'captions',
  chapters: 'captions',
  poster: 'image',
} as const satisfies Record<(typeof FILES)[number], FileKind>;

/** What goes with a video: captions, chapters, and the picture that stands for it; each may be taken out again. */
export const VideoFiles = ({ bank, material, files, onChange, onSent }: MaterialProps) =>
  FILES.map((part) => (
    <MaterialFile
      key={part}
      bank={bank}
      kind={KIND_OF[part]}
      part={part}
      file={files.get(material[part] ?? '')}
      onSent={(sent) => {
        onSent(sent);
        onChange({ [part]: sent.file.id });
      }}
      onRemove={() => onChange({ [part]: '' })}
    />
  ));
