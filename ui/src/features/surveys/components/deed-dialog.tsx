import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Button } from '../../../components/button.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { useMutation } from '../../../lib/use-mutation.ts';

type Deed = 'publish' | 'close' | 'removeDraft';

/** A button that asks first whether it is meant: what it does cannot be undone. */
export function DeedButton({
  deed,
  look = 'plain',
  idle = false,
  act,
}: {
  deed: Deed;
  look?: 'main' | 'plain';
  idle?: boolean;
  act: () => Promise<unknown>;
}) {
  const [isAsking, setAsking] = useState(false);
  const acting = useMutation({ mutationFn: act, onSuccess: () => setAsking(false) });
  const words = <FormattedMessage id={`surveyLead.${deed}`} />;
  return (
    <>
      <Button look={look} aria-disabled={idle} onClick={() => setAsking(true)}>
        {words}
      </Button>
      {isAsking && (
        <TitledDialog
          title={<FormattedMessage id={`surveyLead.${deed}.title`} />}
          onClose={() => setAsking(false)}
        >
          <DialogForm
            deed={words}
            pending={acting.isPending}
            fault={acting.isError && <ErrorNotice error={acting.error} />}
            onCancel={() => setAsking(false)}
            onSubmit={(event) => {
              event.preventDefault();
              if (!acting.isPending) acting.mutate();
              return Promise.resolve();
            }}
          >
            <p>
              <FormattedMessage id={`surveyLead.${deed}.about`} />
            </p>
          </DialogForm>
        </TitledDialog>
      )}
    </>
  );
}
