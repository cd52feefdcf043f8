import { useForm } from 'react-hook-form';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import card from '../../../components/card.module.css';
import { Field } from '../../../components/field.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { keyStore, type RecordsKey } from '../api/access.ts';
import classes from './records-page.module.css';

/** Where an analyst enters key and secret; they stay in memory, and the browser is asked not to keep them. */
export function KeyForm({ refused }: { refused: boolean }) {
  const { register, handleSubmit, formState } = useForm<RecordsKey>({
    defaultValues: { key: '', secret: '' },
  });
  const needed = { validate: (text: string) => text.trim() !== '' };
  return (
    <form
      className={`${card.card ?? ''} ${classes.keyForm ?? ''}`}
      noValidate
      onSubmit={(event) =>
        void handleSubmit(({ key, secret }) => keyStore.hold({ key: key.trim(), secret: secret.trim() }))(
          event,
        )
      }
    >
      <PageTitle>
        <FormattedMessage id="records.title" />
      </PageTitle>
      <p>
        <FormattedMessage id="records.key.intro" />
      </p>
      {refused && (
        <p role="alert" className={classes.fault}>
          <FormattedMessage id="records.key.refused" />
        </p>
      )}
      <Field
        label={<FormattedMessage id="records.key.key" />}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        fault={formState.errors.key && <FormattedMessage id="records.key.needed" />}
        {...register('key', needed)}
      />
      <Field
        type="password"
        label={<FormattedMessage id="records.key.secret" />}
        autoComplete="off"
        fault={formState.errors.secret && <FormattedMessage id="records.key.needed" />}
        {...register('secret', needed)}
      />
      <div>
        <Button look="main" type="submit">
          <FormattedMessage id="records.key.open" />
        </Button>
      </div>
    </form>
  );
}
