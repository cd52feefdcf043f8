import type { Locale } from '@chuyen-de/contracts';
import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow } from '../../../components/check-row.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import classes from './bank.module.css';
import { CheckFields } from './check-fields.tsx';
import { MaterialFile } from './material-file.tsx';
import { VideoFiles, type MaterialProps } from './video-files.tsx';

const MOST_MINUTES = 1_000;

/** Its file or address, or what it asks. */
function Source({ bank, material, files, onChange, onSent }: MaterialProps) {
  const { kind, address, file, check } = material;
  if (kind === 'check')
    return check && <CheckFields bank={bank} check={check} onChange={(next) => onChange({ check: next })} />;
  if (kind === 'link')
    return (
      <Field
        label={<FormattedMessage id="material.address" />}
        hint={<FormattedMessage id="material.address.hint" />}
        type="url"
        autoComplete="off"
        maxLength={1_000}
        value={address}
        onChange={(event) => onChange({ address: event.target.value })}
      />
    );
  return (
    <>
      <MaterialFile
        bank={bank}
        kind={kind}
        file={files.get(file)}
        onSent={(sent) => {
          onSent(sent);
          onChange({ file: sent.file.id });
        }}
      />
      {kind === 'video' && <VideoFiles {...{ bank, material, files, onChange, onSent }} />}
    </>
  );
}

function Particulars({ material, onChange }: Pick<MaterialProps, 'material' | 'onChange'>) {
  const { formatMessage } = useIntl();
  const { minutes, language } = material;
  return (
    <div className={classes.pair}>
      <Field
        label={<FormattedMessage id="material.minutes" />}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={minutes === 0 ? '' : String(minutes)}
        onChange={(event) => {
          const typed = Number(event.target.value.replaceAll(/\D/gu, ''));
          onChange({ minutes: Math.min(typed, MOST_MINUTES) });
        }}
      />
      <Select<Locale>
        label={<FormattedMessage id="material.language" />}
        value={language}
        options={(['vi', 'en'] as const).map((value) => ({
          value,
          label: formatMessage({ id: `material.language.${value}` }),
        }))}
        onChange={(value) => onChange({ language: value })}
      />
    </div>
  );
}

/** What is typed of a material. */
export function MaterialFields(props: MaterialProps) {
  const { material, onChange } = props;
  const { kind, title, language, text, download, required, noSkip = false } = material;
  return (
    <>
      <Field
        label={<FormattedMessage id="material.title" />}
        lang={language}
        autoComplete="off"
        maxLength={300}
        value={title}
        data-title=""
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Source {...props} />
      <Particulars {...props} />
      <TextArea
        label={<FormattedMessage id={`material.text.${kind}`} />}
        hint={<FormattedMessage id={`material.text.${kind}.hint`} />}
        lang={language}
        rows={3}
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <CheckRow checked={required} onCheck={(checked) => onChange({ required: checked })}>
        <FormattedMessage id={kind === 'check' ? 'material.required.check' : 'material.required'} />
      </CheckRow>
      {kind === 'video' && (
        <CheckRow checked={noSkip} onCheck={(checked) => onChange({ noSkip: checked })}>
          <FormattedMessage id="material.noSkip" />
        </CheckRow>
      )}
      {kind !== 'link' && kind !== 'check' && (
        <CheckRow checked={download} onCheck={(checked) => onChange({ download: checked })}>
          <FormattedMessage id="material.download" />
        </CheckRow>
      )}
    </>
  );
}
