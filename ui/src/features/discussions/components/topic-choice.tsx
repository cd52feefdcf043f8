import type { ThreadList } from '@chuyen-de/contracts';
import { FormattedMessage } from 'react-intl';
import { Select } from '../../../components/select.tsx';
import { useText } from '../../../lib/localised.ts';

interface Props {
  topics: ThreadList['topics'];
  label: 'discussions.topic' | 'discussions.ask.topic';
  /** What no topic stands for. */
  all: 'discussions.topic.all' | 'discussions.ask.noTopic';
  /** Its code; empty: none. */
  value: string;
  onChange: (code: string) => void;
}

/** A topic of the class, or none. */
export function TopicChoice({ topics, label, all, value, onChange }: Props) {
  const text = useText();
  return (
    <Select
      label={<FormattedMessage id={label} />}
      value={value}
      options={topics.map(({ code, title }) => ({ value: code, label: text(title) }))}
      all={<FormattedMessage id={all} />}
      onChange={onChange}
    />
  );
}
