import type { SealedLogTaken } from '@chuyen-de/contracts';
import { MOST_SEALED_LOG_BYTES } from '@chuyen-de/contracts/log-chain';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useParams } from 'wouter';
import { Button, ButtonLink } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { loadBringLogCatalogue } from '../../../i18n/bring-log-catalogues.ts';
import { LaterWords } from '../../../i18n/later-words.tsx';
import { canOf } from '../../../lib/can.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { useSession } from '../../../lib/use-session.ts';
import { bringLog } from '../bring-log.ts';
import classes from './bring-log-page.module.css';

function Taken({ taken: { taken, known, refused, reason, repeated } }: { taken: SealedLogTaken }) {
  return (
    <Notice tone={refused > 0 ? 'warn' : 'good'} live>
      {repeated && (
        <p>
          <FormattedMessage id="bringLog.repeated" />
        </p>
      )}
      <p>
        <FormattedMessage id="bringLog.taken" values={{ taken }} />{' '}
        {known > 0 && <FormattedMessage id="bringLog.known" values={{ known }} />}
      </p>
      {refused > 0 && (
        <p>
          <FormattedMessage id="bringLog.refused" values={{ refused }} />{' '}
          {reason && <FormattedMessage id={`error.${reason}.what`} />}
        </p>
      )}
    </Notice>
  );
}

function Form({ code, inRoom }: { code: string; inRoom: boolean }) {
  const [file, setFile] = useState<File>();
  const sending = useMutation({ mutationFn: (chosen: File) => bringLog(code, chosen, inRoom) });
  const isTooLarge = (file?.size ?? 0) > MOST_SEALED_LOG_BYTES;
  const isReady = file !== undefined && !isTooLarge && !sending.isPending;
  return (
    <>
      <Field
        type="file"
        accept=".json,application/json"
        label={<FormattedMessage id="bringLog.file" />}
        fault={isTooLarge ? <FormattedMessage id="bringLog.tooLarge" /> : undefined}
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0]);
          sending.reset();
        }}
      />
      <Button look="main" aria-disabled={!isReady} onClick={() => isReady && sending.mutate(file)}>
        <FormattedMessage id={sending.isPending ? 'bringLog.sending' : 'bringLog.send'} />
      </Button>
      {sending.isError && <ErrorNotice error={sending.error} />}
      {sending.data && <Taken taken={sending.data} />}
    </>
  );
}

function Bringing() {
  const { code } = useParams<{ code: string }>();
  const { formatMessage } = useIntl();
  const inRoom = canOf(useSession()).seeClass;
  usePageTitle(formatMessage({ id: 'bringLog.title' }));
  return (
    <article className={`${card.card ?? ''} ${classes.page ?? ''}`}>
      <PageHead
        kicker={<FormattedMessage id="examStart.kicker" />}
        title={<FormattedMessage id="bringLog.title" />}
      >
        <p>
          <FormattedMessage id="bringLog.about" />
        </p>
      </PageHead>
      <Form code={code} inRoom={inRoom} />
      <ButtonLink to={inRoom ? `/exams/${code}/room` : `/exams/${code}`}>
        <FormattedMessage id={inRoom ? 'bringLog.toRoom' : 'result.backToExam'} />
      </ButtonLink>
    </article>
  );
}

/** Where the file of a device without network is sent: by its learner, or by those who look after the class. */
export const BringLogPage = () => (
  <LaterWords of="bring-log" load={loadBringLogCatalogue}>
    <Bringing />
  </LaterWords>
);
