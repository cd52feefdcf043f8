import type { AnswerToMark, MarkAnswer } from '@chuyen-de/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMutation } from '../../lib/use-mutation.ts';
import { MARKING, markAnswer, markedSince, type MarkedSince } from './api/marking.ts';
import { readPoints } from './points.ts';

/** What points are given for: a criterion of the rubric, or the answer as a whole. */
export interface PointsField {
  /** The criterion's; of the whole: empty. */
  id: string;
  most: number;
  title?: AnswerToMark['criteria'][number]['title'];
  description?: AnswerToMark['criteria'][number]['description'];
}

const SHORTEST_REASON = 3;

const pointsFieldsOf = ({ criteria, question }: AnswerToMark): PointsField[] =>
  criteria.length === 0
    ? [{ id: '', most: question.maximum }]
    : criteria.map(({ id, points, title, description }) => ({ id, most: points, title, description }));

const written = (points: number | undefined): string =>
  points === undefined ? '' : `${points}`.replace('.', ',');

/** How an answer is marked already, as its fields say it. */
function startOf(answer: AnswerToMark): { points: Record<string, string>; comment: string; reason: string } {
  const last = answer.markings.at(-1);
  const pointsOf = ({ id }: PointsField) => (id === '' ? last?.points : last?.criteria?.[id]);
  return {
    points: Object.fromEntries(pointsFieldsOf(answer).map((field) => [field.id, written(pointsOf(field))])),
    comment: last?.comment ?? '',
    reason: '',
  };
}

/** What is typed to mark an answer, and how it is sent: whatever comes of that, nothing typed is lost. */
export function useMarkingSheet(exam: string, answer: AnswerToMark, onMarked: () => void) {
  const queryClient = useQueryClient();
  const fields = pointsFieldsOf(answer);
  const [sheet, setSheet] = useState(() => startOf(answer));
  const [since, setSince] = useState<MarkedSince>();
  const [isTried, setTried] = useState(false);
  const known = since?.known ?? answer.markings.length;
  const isAgain = known > 0;
  const pointsOf = ({ id, most }: PointsField) => readPoints(sheet.points[id] ?? '', most);
  const reasonIsShort = isAgain && sheet.reason.trim().length < SHORTEST_REASON;
  const total = fields.reduce((sum, field) => sum + (pointsOf(field) ?? 0), 0);

  const marking = useMutation({
    mutationFn: (body: MarkAnswer) => markAnswer(exam, answer.question.code, answer.attempt, body),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [...MARKING, exam, 'overview'] });
      onMarked();
    },
    onError: (error) => setSince((before) => markedSince(error) ?? before),
  });

  function mark(): void {
    setTried(true);
    const given = fields.map((field) => [field.id, pointsOf(field)] as const);
    if (marking.isPending || reasonIsShort || given.some(([, points]) => points === undefined)) return;
    const whole = given.find(([id]) => id === '')?.[1];
    marking.mutate({
      known,
      ...(whole === undefined
        ? { criteria: Object.fromEntries(given.map(([id, points]) => [id, points ?? 0])) }
        : { points: whole }),
      ...(sheet.comment.trim() !== '' && { comment: sheet.comment }),
      ...(isAgain && { reason: sheet.reason }),
    });
  }

  return {
    fields,
    sheet,
    since,
    isAgain,
    total,
    most: fields.reduce((sum, { most }) => sum + most, 0),
    marking,
    mark,
    isWrong: (field: PointsField) => isTried && pointsOf(field) === undefined,
    reasonIsWrong: isTried && reasonIsShort,
    setPoints: (id: string, text: string) =>
      setSheet((before) => ({ ...before, points: { ...before.points, [id]: text } })),
    setWords: (words: { comment?: string; reason?: string }) =>
      setSheet((before) => ({ ...before, ...words })),
  };
}
