import type { Material, TopicPage } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ButtonAnchor } from '../../../../components/button.tsx';
import card from '../../../../components/card.module.css';
import { later } from '../../../../components/later.tsx';
import { Loading } from '../../../../components/loading.tsx';
import { Notice } from '../../../../components/notice.tsx';
import { loadMaterialsCatalogue } from '../../../../i18n/materials-catalogues.ts';
import { LaterWords } from '../../../../i18n/later-words.tsx';
import { useFormats } from '../../../../lib/formats.ts';
import classes from './materials.module.css';

const Picture = later(async () => (await import('./picture.tsx')).Picture);
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

/** What a material shows, by its kind; what is large comes when it is wanted. */
function Shown({ material, onFailed }: { material: Material; onFailed: () => void }) {
  const { kind, address } = material;
  if (kind === 'image') return <Picture material={material} onFailed={onFailed} />;
  if (kind === 'video' || kind === 'audio') return <Player material={material} onFailed={onFailed} />;
  if (kind === 'link')
    return (
      <div>
        <ButtonAnchor href={address ?? ''} target="_blank" rel="noopener noreferrer">
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
  if (kind === 'link') return words;
  return (
    <details open={kind === 'document'}>
      <summary>
        <FormattedMessage id={`materials.text.${kind}`} />
      </summary>
      {words}
    </details>
  );
}

function Item({ material, topic }: { material: Material; topic: string }) {
  const queryClient = useQueryClient();
  const [wasOpened, setOpened] = useState(false);
  const [failures, setFailures] = useState(0);
  const { kind, title, minutes, language, file } = material;
  // An address holds for some hours: a page that was open for longer asks for new ones, once.
  const onFailed = () => {
    setFailures((before) => before + 1);
    if (failures === 0) void queryClient.invalidateQueries({ queryKey: ['topic', topic] });
  };
  return (
    <li className={classes.item}>
      <details onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary>
          <span className={classes.title}>
            <span lang={language}>{title}</span>
            <span className={classes.about}>
              <FormattedMessage id={`materials.kind.${kind}`} />
              {minutes > 0 && (
                <>
                  {', '}
                  <FormattedMessage id="materials.minutes" values={{ minutes }} />
                </>
              )}
              {language === 'en' && (
                <>
                  {', '}
                  <FormattedMessage id="materials.inEnglish" />
                </>
              )}
            </span>
          </span>
        </summary>
        {wasOpened && (
          <div className={classes.inside}>
            <Suspense fallback={<Loading />}>
              <Shown material={material} onFailed={onFailed} />
            </Suspense>
            {failures > 1 && (
              <Notice tone="warn" live>
                <FormattedMessage id="materials.failed" />
              </Notice>
            )}
            <Download file={file} />
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
          <Item key={material.id} material={material} topic={topic.code} />
        ))}
      </ul>
    </section>
  </LaterWords>
);
