import type { QuestionFault } from '@chuyen-de/contracts';
import type { QuestionType, ShownQuestion } from '@chuyen-de/question-types';
import { readNumber } from '@chuyen-de/question-types/numeric/device';
import {
  createContext,
  useContext,
  useState,
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { Select } from '../components/select.tsx';
import { TextArea } from '../components/text-area.tsx';
import { useFormats } from '../lib/formats.ts';
import { useLocale } from '../lib/localised.ts';
import hidden from '../components/hidden.module.css';
import classes from './editing.module.css';

type Path = readonly (string | number)[];

/** What of a question its type has, as far as it has come. */
export type Typed = Record<string, unknown>;

export interface EditorProps {
  content: Typed;
  /** Where it stands in its question. */
  path: Path;
  onChange: (change: Typed) => void;
}

/** How a type of question is written. */
export interface TypeEditor<Type extends QuestionType> {
  /** What a new one begins as. */
  fresh: () => Typed;
  Editor: ComponentType<EditorProps>;
  /** How a learner would be shown it, as far as it has come. */
  shown: (content: Typed) => ShownQuestion<Type>;
}

/** What the parts of an editor have in common. */
export const Editing = createContext<{
  /** Texts are written in English, too. */
  inEnglish: boolean;
  faults: readonly QuestionFault[];
}>({ inEnglish: false, faults: [] });

/** What is wrong with a question, in words. */
export function FaultWords({ fault }: { fault: QuestionFault }) {
  const { number } = useFormats();
  const locale = useLocale();
  const { code, message, min, max, text = '' } = fault;
  if (message) return message[locale];
  const bound = min ?? max;
  const values = { bound: bound === undefined ? '' : number(bound), text };
  const which =
    code === 'number_wrong' && bound !== undefined ? (min === undefined ? '.most' : '.least') : '';
  return <FormattedMessage id={`bank.fault.${code}${which}` as 'bank.fault.missing'} values={values} />;
}

/** What stops a place of a question, or something within it. */
export function useFaultAt(path: Path): ReactNode {
  const { faults } = useContext(Editing);
  const fault = faults.find((each) => each.stops && path.every((part, index) => each.path[index] === part));
  return fault && <FaultWords fault={fault} />;
}

export interface TypedText {
  vi: string;
  en: string;
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A text in both languages, as far as it has come. */
export function textOf(value: unknown): TypedText {
  const { vi, en } = (typeof value === 'object' && value !== null ? value : {}) as Partial<TypedText>;
  return { vi: stringOf(vi), en: stringOf(en) };
}

/** A text as a preview shows it: languages cannot be empty there. */
export const shownText = (value: unknown) => {
  const { vi, en } = textOf(value);
  return { vi: vi || en || '…', ...(en !== '' && { en }) };
};

export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export const listOf = (value: unknown): Typed[] => (Array.isArray(value) ? (value as Typed[]) : []);
export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** A field for a text, and one for its English words where there are such. */
export function TextPair({
  label,
  value,
  path,
  lines = 1,
  onChange,
  ...rest
}: {
  label: string;
  value: unknown;
  path: Path;
  lines?: number;
  hint?: ReactNode;
  autoFocus?: boolean;
  onKeyDown?: (event: KeyboardEvent) => void;
  onChange: (value: TypedText) => void;
}) {
  const { formatMessage } = useIntl();
  const { inEnglish } = useContext(Editing);
  const fault = useFaultAt(path);
  const text = textOf(value);
  const field = (language: 'vi' | 'en') => ({
    label: language === 'vi' ? label : formatMessage({ id: 'bank.inEnglish' }, { label }),
    value: text[language],
    lang: language,
    'data-path': path.join('.'),
    onChange: (event: { target: { value: string } }) => onChange({ ...text, [language]: event.target.value }),
    ...(language === 'vi' && { ...rest, ...(fault !== undefined && { fault }) }),
  });
  const Input = (lines > 1 ? TextArea : Field) as typeof Field;
  const size = lines > 1 ? { rows: lines } : { autoComplete: 'off' };
  return (
    <>
      <Input {...size} {...field('vi')} />
      {inEnglish && <Input {...size} {...field('en')} />}
    </>
  );
}

/** A number as people write it; what is none, or nothing, is null. */
export function QuantityField({
  label,
  value,
  path,
  hint,
  onNumber,
}: {
  label: string;
  value: unknown;
  path: Path;
  hint?: ReactNode;
  onNumber: (value: number | null) => void;
}) {
  const locale = useLocale();
  const fault = useFaultAt(path);
  const known = numberOf(value);
  const written = known === null ? '' : locale === 'vi' ? String(known).replace('.', ',') : String(known);
  const [typed, setTyped] = useState(written);
  const read = (text: string): number | null => {
    const found = readNumber(text);
    return found?.rest === '' ? found.value : null;
  };
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      {...(fault !== undefined && { fault })}
      data-path={path.join('.')}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      // What it says elsewhere now (somebody else's change) takes the place of what was typed.
      value={read(typed) === known ? typed : written}
      onChange={(event) => {
        setTyped(event.target.value);
        onNumber(read(event.target.value));
      }}
    />
  );
}

/** The next identifier of a part: a letter that none has, or letters with a number. */
export function nextId(parts: readonly Typed[]): string {
  const taken = new Set(parts.map(({ id }) => id));
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  return letters.find((letter) => !taken.has(letter)) ?? `x${taken.size}`;
}

/** Takes a part out, beside what it says. */
export const RemoveButton = ({ what, onRemove }: { what: string; onRemove: () => void }) => (
  <Button look="quiet" className={classes.remove} onClick={onRemove}>
    <span aria-hidden="true">×</span>
    <span className={hidden.hidden}>
      <FormattedMessage id="bank.removePart" values={{ what }} />
    </span>
  </Button>
);

/** Moves a part before the one above it; the first stays. */
export const MoveUpButton = ({ what, index, onMove }: { what: string; index: number; onMove: () => void }) =>
  index > 0 && (
    <div>
      <Button look="quiet" onClick={onMove}>
        <FormattedMessage id="bank.moveUp" values={{ what }} />
      </Button>
    </div>
  );

const fieldsIn = (list: Element | null | undefined): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('input[lang=vi]') ?? []),
];

/** Adds a part to a list, and goes to where its text is typed. */
function addTo(list: Element | null | undefined, add: () => void): void {
  // Drawn at once: what is typed meanwhile would go into the field before it.
  flushSync(add);
  fieldsIn(list).at(-1)?.focus();
}

/** A list of parts that can be added to. */
export const PartList = ({
  label,
  onAdd,
  children,
}: {
  label: string;
  /** Absent: it has as many as it may. */
  onAdd?: (() => void) | undefined;
  children: ReactNode;
}) => (
  <div data-list="" className={classes.stack}>
    {children}
    {onAdd && (
      <div>
        <Button onClick={(event) => addTo(event.currentTarget.closest('[data-list]'), onAdd)}>
          + {label}
        </Button>
      </div>
    )}
  </div>
);

/** What is wrong with a list as a whole. */
export function ListFault({ path }: { path: Path }) {
  const { faults } = useContext(Editing);
  const fault = faults.find(
    (each) =>
      each.stops && each.path.length === path.length && path.every((part, at) => each.path[at] === part),
  );
  return (
    fault && (
      <p className={classes.fault}>
        <FaultWords fault={fault} />
      </p>
    )
  );
}

/** Goes from a field of a list to the next, or to a new one, as one types on; with Ctrl it goes to the next question. */
export function onEnter(add: (() => void) | undefined): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const field = event.currentTarget as HTMLElement;
    const list = field.closest('[data-list]');
    const fields = fieldsIn(list);
    const next = fields[fields.indexOf(field) + 1];
    if (next) next.focus();
    else if (add) addTo(list, add);
  };
}

type Way = 'all-or-nothing' | 'per-option' | 'per-pair' | 'adjacent-pairs';

/** What a part of the right answer earns. @param ways the first is what holds where nobody says */
export function ScoringSelect({ content, ways, onChange }: EditorProps & { ways: readonly [Way, Way] }) {
  const { formatMessage } = useIntl();
  const { scoring } = content;
  return (
    <Select<Way>
      label={formatMessage({ id: 'bank.scoring' })}
      value={ways.find((way) => way === scoring) ?? ways[0]}
      options={ways.map((value) => ({ value, label: formatMessage({ id: `bank.scoring.${value}` }) }))}
      onChange={(way) => onChange({ scoring: way })}
    />
  );
}
