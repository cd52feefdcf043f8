import type {
  DraftCheck,
  DraftMaterial,
  FileQuota,
  MaterialKind,
  SentFile,
  UploadCompleted,
} from '@chuyen-de/contracts';
import { useRef, useState, type ComponentProps } from 'react';
import { flushSync } from 'react-dom';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { movedUp } from '../../../lib/moved-up.ts';
import { MoveUpButton } from '../../../question-types/editing.tsx';
import editing from '../../../question-types/editing.module.css';
import type { TopicSheet, TopicView } from '../topic-sheet.ts';
import classes from './bank.module.css';
import { MaterialFields } from './material-fields.tsx';
import { useSizes } from './material-file.tsx';

const KINDS: readonly MaterialKind[] = ['document', 'link', 'image', 'video', 'audio', 'check'];
const NEW_CHECK: DraftCheck = { topic: '', level: '', count: 5, percent: 80, questions: '' };
const MOST = 30;

/** Also where the page came by http, and browsers make no UUIDs. */
const newId = (): string =>
  `m-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

const blank = (kind: MaterialKind): DraftMaterial => ({
  id: newId(),
  kind,
  ...{ title: '', minutes: 0, language: 'vi' as const, file: '', captions: '', address: '' },
  ...{ download: kind === 'document', text: '', required: false },
  ...(kind === 'check' && { check: NEW_CHECK }),
});

/** The files of a topic: those that it was opened with, and those sent since. */
function useSentFiles({ stored }: TopicView) {
  const [sent, setSent] = useState<readonly SentFile[]>([]);
  const [quota, setQuota] = useState<FileQuota>();
  return {
    files: new Map([...stored.files, ...sent].map((file) => [file.id, file])),
    quota: quota ?? stored.quota,
    onSent: ({ file, quota: now }: UploadCompleted) => {
      setSent((before) => [...before, file]);
      setQuota(now);
    },
  };
}

/** One of them, with what moves it and takes it out. */
function MaterialGroup({
  index,
  of: materials,
  onList,
  ...fields
}: ComponentProps<typeof MaterialFields> & {
  index: number;
  of: readonly DraftMaterial[];
  onList: (next: DraftMaterial[]) => void;
}) {
  const { formatMessage } = useIntl();
  const { id, kind } = fields.material;
  const words = formatMessage({ id: `material.kind.${kind}` });
  const what = formatMessage({ id: 'material.one' }, { number: index + 1, kind: words });
  return (
    <fieldset className={editing.gap}>
      <legend>{what}</legend>
      <MaterialFields {...fields} />
      <div className={classes.ways}>
        <MoveUpButton what={what} index={index} onMove={() => onList(movedUp(materials, index))} />
        <Button look="quiet" onClick={() => onList(materials.filter((each) => each.id !== id))}>
          <FormattedMessage id="bank.removePart" values={{ what }} />
        </Button>
      </div>
    </fieldset>
  );
}

/** What stands beside the lecture: documents, links, pictures, videos, sound, self-checks, in the order in which they are shown. */
export function TopicMaterials({ view, sheet }: { view: TopicView; sheet: TopicSheet }) {
  const sizes = useSizes();
  const list = useRef<HTMLDivElement>(null);
  const { files, quota, onSent } = useSentFiles(view);
  const { materials } = view.draft;
  // As it is now: a file arrives when others may have been changed since.
  const now = () => sheet.view().draft.materials;
  const change = (next: DraftMaterial[]) => sheet.change({ materials: next });
  const changeOne = (id: string, part: Partial<DraftMaterial>) =>
    change(now().map((each) => (each.id === id ? { ...each, ...part } : each)));
  const add = (kind: MaterialKind) => {
    // Drawn at once: who goes on by keys would type elsewhere meanwhile.
    flushSync(() => change([...now(), blank(kind)]));
    [...(list.current?.querySelectorAll<HTMLElement>('[data-title]') ?? [])].at(-1)?.focus();
  };
  return (
    <section ref={list} className={`${card.card ?? ''} ${classes.form ?? ''}`}>
      <h2 className={classes.legend}>
        <FormattedMessage id="material.heading" />
      </h2>
      {materials.map((material, index) => (
        <MaterialGroup
          key={material.id}
          {...{ index, of: materials, onList: change, material, files, onSent }}
          bank={view.stored.bank}
          onChange={(part) => changeOne(material.id, part)}
        />
      ))}
      {materials.length < MOST && (
        <div className={classes.ways}>
          {KINDS.map((kind) => (
            <Button key={kind} onClick={() => add(kind)}>
              + <FormattedMessage id={`material.kind.${kind}`} />
            </Button>
          ))}
        </div>
      )}
      <p className={classes.soft}>
        <FormattedMessage id="upload.quota" values={{ used: sizes(quota.used), most: sizes(quota.most) }} />
      </p>
    </section>
  );
}
