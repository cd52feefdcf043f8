import { ReportPost, type Thread } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { ErrorNotice } from '../../../components/error-view.tsx';
import { ReasonForm } from '../../../components/reason-form.tsx';
import { TitledDialog } from '../../../components/titled-dialog.tsx';
import { hidePost, reportPost } from '../api/discussions.ts';
import { useThreadDeed } from './use-thread-deed.ts';

const DEEDS = { hide: hidePost, report: reportPost };

interface Props {
  code: string;
  thread: Thread;
  post: Thread['posts'][number];
  deed: keyof typeof DEEDS;
  onClose: () => void;
}

/** Hides a post, with a reason for all to read; or reports it, with one for those who moderate. */
export function ReasonDialog({ code, thread, post, deed, onClose }: Props) {
  const doing = useThreadDeed(code, thread.id, ({ reason }: { reason: string }) =>
    DEEDS[deed](code, thread.id, post.id, reason),
  );
  return (
    <TitledDialog title={<FormattedMessage id={`discussions.${deed}`} />} onClose={onClose}>
      <ReasonForm
        shape={ReportPost}
        words={{
          deed: <FormattedMessage id={`discussions.${deed}`} />,
          label: <FormattedMessage id={`discussions.${deed}.reason`} />,
          wrong: <FormattedMessage id="discussions.reason.wrong" />,
        }}
        doing={{
          isPending: doing.isPending,
          mutate: (wish) => doing.mutate(wish, { onSuccess: onClose }),
        }}
        fault={doing.isError && <ErrorNotice error={doing.error} />}
        onCancel={onClose}
      />
    </TitledDialog>
  );
}
