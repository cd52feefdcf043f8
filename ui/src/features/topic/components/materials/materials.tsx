import type { Material, MaterialProgress, TopicPage } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { ButtonAnchor } from '../../../../components/button.tsx';
import card from '../../../../components/card.module.css';
import { later } from '../../../../components/later.tsx';
import { Loading } from '../../../../components/loading.tsx';
import { Notice } from '../../../../components/notice.tsx';
import { loadMaterialsCatalogue } from '../../../../i18n/materials-catalogues.ts';
import { LaterWords } from '../../../../i18n/later-words.tsx';
import { useFormats } from '../../../../lib/formats.ts';
import type { EvidenceLog } from '../../evidence-log.ts';
import classes from './materials.module.css';
import { useEvidence, useLook } from './use-evidence.ts';

const Picture = later(async () => (await import('./picture.tsx')).Picture);
const SelfCheck = later(async () => (await import('./self-check.tsx')).SelfCheck);
const Player = later(async () => (await import('./player.tsx')).Player);

const MEGABYTE = 1024 * 1024;

function Download({ file }: { file: Material['file'] }) {
  const { number } = useFormats();
  if (!file?.download) return null;
  const { bytes } = file;
  const size =
    bytes < MEGABYTE
      ? `${number(Math.ceil(bytes / 1024))} kB`
      : `${number(Math.round((10 * bytes) / MEGABYTE) / 10)} MB`;
  return (
    <div>
      <ButtonAnchor href={file.download} download="">
        <FormattedMessage id="materials.download" values={{ size }} />
      </ButtonAnchor>
    </div>
  );
}

interface ShownProps {
  topic: TopicPage;
  material: Material;
  progress: MaterialProgress | undefined;
  log: EvidenceLog;
  onFailed: () => void;
}

/** What a material shows, by its kind; what is large comes when it is wanted. */
function Shown({ topic, material, progress, log, onFailed }: ShownProps) {
  const { kind, address } = material;
  if (kind === 'image') return <Picture material={material} onFailed={onFailed} />;
  if (kind === 'video' || kind === 'audio') return <Player {...{ material, progress, log, onFailed }} />;
  if (kind === 'check') return <SelfCheck topic={topic.code} material={material} progress={progress} />;
  if (kind === 'link')
    return (
      <div>
        <ButtonAnchor
          href={address ?? ''}
          target="_blank"
          rel="noopener noreferrer"
          onClick={() => {
            log.played(0, 1);
            void log.report(true);
          }}
        >
          <FormattedMessage id="materials.openLink" />
        </ButtonAnchor>
      </div>
    );
  return null;
}

function Words({ material: { kind, text, language } }: { material: Material }) {
  const words = (
    <p lang={language} className={classes.text}>
      {text}
    </p>
  );
  if (text === '') return null;
  if (kind === 'link' || kind === 'check') return words;
  return (
    <details open={kind === 'document'}>
      <summary>
        <FormattedMessage id={`materials.text.${kind}`} />
      </summary>
      {words}
    </details>
  );
}

/** Kind, length and language, and how much of it was seen. */
function About({ material, progress }: { material: Material; progress: MaterialProgress | undefined }) {
  const { formatMessage } = useIntl();
  const { percent } = useFormats();
  const { kind, minutes, language, required } = material;
  const { seen = false, share = 0 } = progress ?? {};
  const of = kind === 'check' ? '.check' : '';
  const parts = [
    formatMessage({ id: `materials.kind.${kind}` }),
    ...(minutes > 0 ? [formatMessage({ id: 'materials.minutes' }, { minutes })] : []),
    ...(language === 'en' ? [formatMessage({ id: 'materials.inEnglish' })] : []),
    ...(seen ? [formatMessage({ id: `materials.seen${of}` })] : []),
    ...(!seen && share > 0
      ? [formatMessage({ id: `materials.seenShare${of}` }, { share: percent(share) })]
      : []),
    ...(!seen && required ? [formatMessage({ id: `materials.required${of}` })] : []),
  ];
  return <span className={classes.about}>{parts.join(', ')}</span>;
}

const IS_LOOKED_AT: readonly Material['kind'][] = ['image', 'document'];

function Item({ material, topic }: { material: Material; topic: TopicPage }) {
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [failures, setFailures] = useState(0);
  const log = useEvidence(topic, material.id);
  useLook(log, isOpen && IS_LOOKED_AT.includes(material.kind));
  const progress = topic.progress.materials.find(({ id }) => id === material.id);
  // An address holds for some hours: a page that was open for longer asks for new ones, once.
  const onFailed = () => {
    setFailures((before) => before + 1);
    if (failures === 0) void queryClient.invalidateQueries({ queryKey: ['topic', topic.code] });
  };
  return (
    <li className={classes.item}>
      <details
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
          if (currentTarget.open) setOpened(true);
        }}
      >
        <summary>
          <span className={classes.title}>
            <span lang={material.language}>{material.title}</span>
            <About material={material} progress={progress} />
          </span>
        </summary>
        {wasOpened && (
          <div className={classes.inside}>
            <Suspense fallback={<Loading />}>
              <Shown {...{ topic, material, progress, log, onFailed }} />
            </Suspense>
            {failures > 1 && (
              <Notice tone="warn" live>
                <FormattedMessage id="materials.failed" />
              </Notice>
            )}
            <Download file={material.file} />
            <Words material={material} />
          </div>
        )}
      </details>
    </li>
  );
}

/** What stands beside a lecture; each is opened where it is. */
export const Materials = ({ topic }: { topic: TopicPage }) => (
  <LaterWords of="materials" load={loadMaterialsCatalogue}>
    <section className={`${card.card ?? ''} ${classes.materials ?? ''}`}>
      <h2>
        <FormattedMessage id="materials.heading" />
      </h2>
      <ul className={classes.list}>
        {topic.materials.map((material) => (
          <Item key={material.id} material={material} topic={topic} />
        ))}
      </ul>
    </section>
  </LaterWords>
);
