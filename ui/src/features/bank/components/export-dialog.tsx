import type { ExportQuestions, WritableFormat } from '@chuyen-de/contracts';
import { KEYED_FORMATS } from '@chuyen-de/contracts/keyed-formats';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CheckRow, RadioRows } from '../../../components/check-row.tsx';
import { DialogForm } from '../../../components/dialog-form.tsx';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Select } from '../../../components/select.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { handOver } from '../../../lib/hand-over.ts';
import { useMutation } from '../../../lib/use-mutation.ts';
import { exportFile, exportPreviewQuery } from '../api/exports.ts';
import type { RowFilter } from '../api/made-banks.ts';
import { EXPORT_FORMATS, exportWish, type ExportScope } from '../export-wish.ts';
import { ExportLosses } from './export-losses.tsx';

interface Props {
  bank: string;
  /** As the list is looked at. */
  filter: RowFilter;
  /** How many that filter lets through. */
  total: number;
  chosen: readonly string[];
  onClose: () => void;
}

/** Which questions are meant, where there is more than one way to mean some. */
function Scopes({
  filter,
  total,
  chosen,
  scope,
  onScope,
}: Pick<Props, 'filter' | 'total' | 'chosen'> & {
  scope: ExportScope;
  onScope: (scope: ExportScope) => void;
}) {
  const isFiltered = Object.values(filter).some((value) => value !== '');
  const scopes: ExportScope[] = [
    'all',
    ...(isFiltered && total > 0 ? (['filtered'] as const) : []),
    ...(chosen.length > 0 ? (['chosen'] as const) : []),
  ];
  const counts = { all: 0, filtered: total, chosen: chosen.length };
  if (scopes.length === 1) return null;
  return (
    <fieldset>
      <legend>
        <FormattedMessage id="bank.export.which" />
      </legend>
      <RadioRows
        name="scope"
        values={scopes}
        chosen={scope}
        onChoose={onScope}
        wordsOf={(value) => (
          <FormattedMessage id={`bank.export.scope.${value}`} values={{ count: counts[value] }} />
        )}
      />
    </fieldset>
  );
}

/** Makes the file that was looked at, and hands it over. */
const useTaking = (bank: string) =>
  useMutation({
    mutationFn: async ({ wish, name }: { wish: ExportQuestions; name: string }) => {
      handOver(await exportFile(bank, wish), name);
      return name;
    },
  });

/** What goes out, in which format, with keys or without. */
function useWish({ filter, chosen }: Props) {
  const [scope, setScope] = useState<ExportScope>(chosen.length > 0 ? 'chosen' : 'all');
  const [format, setFormat] = useState<WritableFormat>('docx');
  const [wantsKeys, setKeys] = useState(true);
  const keys = wantsKeys || KEYED_FORMATS.includes(format);
  const wish = exportWish({ scope, format, keys, filter, chosen });
  return { wish, scope, setScope, setFormat, setKeys };
}

/** Takes questions of a bank out of it as a file, once it has been said what that file does not carry. */
export function ExportDialog(props: Props) {
  const { bank, onClose } = props;
  const { formatMessage } = useIntl();
  const { wish, scope, setScope, setFormat, setKeys } = useWish(props);
  const preview = useQuery(exportPreviewQuery(bank, wish));
  const taking = useTaking(bank);
  const isReady = preview.data !== undefined && preview.data.questions > 0 && !taking.isPending;
  return (
    <TitledDialog title={<FormattedMessage id="bank.export" />} onClose={onClose}>
      <DialogForm
        deed={<FormattedMessage id={taking.isPending ? 'bank.export.making' : 'bank.export.take'} />}
        pending={!isReady}
        onSubmit={async (event) => {
          event.preventDefault();
          if (isReady) await taking.mutateAsync({ wish, name: preview.data.name }).catch(() => undefined);
        }}
        onCancel={onClose}
        fault={taking.isError && <ErrorNotice error={taking.error} />}
      >
        <Scopes {...props} scope={scope} onScope={setScope} />
        <Select<WritableFormat>
          label={formatMessage({ id: 'bank.export.format' })}
          value={wish.format}
          options={EXPORT_FORMATS.map((value) => ({
            value,
            label: formatMessage({ id: `bank.export.format.${value}` }),
          }))}
          onChange={setFormat}
        />
        {KEYED_FORMATS.includes(wish.format) ? (
          <p>
            <FormattedMessage id="bank.export.alwaysKeys" />
          </p>
        ) : (
          <CheckRow checked={wish.keys} onCheck={setKeys}>
            <FormattedMessage id="bank.export.keys" />
          </CheckRow>
        )}
        {preview.isPending && <Loading />}
        {preview.isError && <ErrorNotice error={preview.error} />}
        {preview.data && <ExportLosses preview={preview.data} />}
        {taking.isSuccess && (
          <Notice tone="good" live>
            <FormattedMessage id="bank.export.taken" values={{ name: taking.data }} />
          </Notice>
        )}
      </DialogForm>
    </TitledDialog>
  );
}
