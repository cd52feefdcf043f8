import type { CertificateRule, CertificateWords, ClassCertificates } from '@chuyen-de/contracts';
import { useState, type SyntheticEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Field } from '../../../components/field.tsx';
import { Select } from '../../../components/select.tsx';
import { saveForm } from '../api/certificates.ts';
import { paperOf } from '../paper.ts';
import classes from './certificates.module.css';
import { PaperView } from './paper-view.tsx';
import { useCertificatesDeed } from './use-certificates-deed.ts';

/** As they are in Vietnamese, whoever writes them: the paper is. */
const FIRST_WORDS: CertificateWords = {
  authority: '',
  school: '',
  title: 'GIẤY CHỨNG NHẬN',
  text: 'Đã hoàn thành chương trình bồi dưỡng',
  place: '',
  signerTitle: 'GIÁM ĐỐC',
  signer: '',
};
const MOST: Record<keyof CertificateWords, number> = {
  ...{ authority: 120, school: 120, title: 80, text: 300, place: 60, signerTitle: 80, signer: 80 },
};
const FIELDS = Object.keys(MOST) as (keyof CertificateWords)[];
const MAY_BE_EMPTY: readonly (keyof CertificateWords)[] = ['authority', 'signer'];
const RULES: readonly CertificateRule[] = ['topics', 'exams', 'both'];

interface Draft {
  rule: CertificateRule;
  words: CertificateWords;
  /** What was typed is of the form that was there then: whoever has changed it since is not overwritten. */
  change: number;
}

function Preview({ words, view }: { words: CertificateWords; view: ClassCertificates }) {
  const [issuedAt] = useState(() => new Date().toISOString());
  return (
    <section>
      <h3>
        <FormattedMessage id="certificates.preview" />
      </h3>
      <PaperView paper={paperOf({ ...words, name: null, programme: view.title, issuedAt })} />
    </section>
  );
}

function WordFields({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { formatMessage } = useIntl();
  return (
    <>
      <Select
        label={<FormattedMessage id="certificates.form.rule" />}
        value={draft.rule}
        options={RULES.map((value) => ({
          value,
          label: formatMessage({ id: `certificates.rule.${value}` }),
        }))}
        onChange={(rule) => onDraft({ ...draft, rule })}
      />
      {FIELDS.map((field) => (
        <Field
          key={field}
          type="text"
          label={<FormattedMessage id={`certificates.form.${field}`} />}
          maxLength={MOST[field]}
          value={draft.words[field]}
          onChange={(event) => onDraft({ ...draft, words: { ...draft.words, [field]: event.target.value } })}
        />
      ))}
    </>
  );
}

/** By which rule the class gives certificates and what they say, with the paper as it would be. */
export function FormPanel({ code, view }: { code: string; view: ClassCertificates }) {
  const { rule, words, change } = view.form;
  const [draft, setDraft] = useState<Draft>({ rule, words: words ?? FIRST_WORDS, change });
  const saving = useCertificatesDeed(code, () => saveForm(code, draft));
  const isReady =
    !saving.isPending &&
    FIELDS.every((field) => MAY_BE_EMPTY.includes(field) || draft.words[field].trim() !== '');
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady)
      saving.mutate(undefined, { onSuccess: ({ form }) => setDraft({ ...draft, change: form.change }) });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <WordFields draft={draft} onDraft={setDraft} />
      <Preview words={draft.words} view={view} />
      {saving.isError && <ErrorNotice error={saving.error} />}
      <Button type="submit" look="main" aria-disabled={!isReady}>
        <FormattedMessage id="certificates.form.save" />
      </Button>
      <p role="status" className={classes.soft}>
        {saving.isSuccess && <FormattedMessage id="certificates.form.saved" />}
      </p>
    </form>
  );
}
