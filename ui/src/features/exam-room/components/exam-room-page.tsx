import type { RoomRow, RoomView, SittingNamed } from '@chuyen-de/contracts';
import { useCallback, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ButtonLink } from '../../../components/button.tsx';
import { ErrorView } from '../../../components/error-view.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Localised } from '../../../components/localised.tsx';
import { Notice } from '../../../components/notice.tsx';
import { PageHead } from '../../../components/page-head.tsx';
import { useFormats } from '../../../lib/formats.ts';
import { useText } from '../../../lib/localised.ts';
import { usePageTitle } from '../../../lib/use-page-title.ts';
import { peopleShown } from '../room-order.ts';
import { useLiveRoom } from '../use-live-room.ts';
import { DeedDialog, type DeedKind } from './deed-dialog.tsx';
import { ExamRoomWords } from './exam-room-words.tsx';
import classes from './exam-room.module.css';
import { RoomDeeds, RoomFigures, RoomFinding, type Finding } from './room-controls.tsx';
import { RoomList } from './room-list.tsx';
import { SeatDialog } from './seat-dialog.tsx';

/** What is about to be done, and to whom; both undefined: to everybody. */
interface Intent {
  kind: DeedKind;
  people: readonly RoomRow[] | undefined;
  sitting?: SittingNamed | undefined;
}

/** Those who are chosen by hand, as long as they are in the room. */
function useChosen(rows: readonly RoomRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback((id: string, isChosen: boolean) => {
    setIds((before) => {
      const after = new Set(before);
      if (isChosen) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, choose, clear, chosen: rows.filter(({ person }) => ids.has(person.id)) };
}

function RoomHead({ view, stale }: { view: RoomView; stale: boolean }) {
  const { time } = useFormats();
  return (
    <>
      <PageHead
        kicker={<FormattedMessage id="examRoom.kicker" />}
        title={<Localised text={view.exam.title} />}
      />
      {stale && (
        <Notice tone="warn" live>
          <FormattedMessage id="class.stale" values={{ at: time(view.serverNow) }} />
        </Notice>
      )}
      {view.pausedAt !== null && (
        <Notice tone="warn" live>
          <FormattedMessage id="examRoom.allPaused" values={{ at: time(view.pausedAt) }} />
        </Notice>
      )}
      {view.sittings.map(
        ({ id, name, pausedAt }) =>
          pausedAt !== null &&
          view.pausedAt === null && (
            <Notice key={id} tone="warn" live>
              <FormattedMessage id="sittings.paused" values={{ name, at: time(pausedAt) }} />
            </Notice>
          ),
      )}
      <div className={classes.ways}>
        <ButtonLink to={`/exams/${view.exam.code}/sittings`}>
          <FormattedMessage id="sittings.to" values={{ count: view.sittings.length }} />
        </ButtonLink>
        <ButtonLink to={`/exams/${view.exam.code}/room/ledger`}>
          <FormattedMessage id="examRoom.toLedger" values={{ count: view.deeds }} />
        </ButtonLink>
        <ButtonLink to={`/exams/${view.exam.code}/sealed-log`}>
          <FormattedMessage id="examRoom.bringLog" />
        </ButtonLink>
      </div>
    </>
  );
}

/** What is about to be done to people, and what came of it. */
function useDeeds(onDone: () => void) {
  const [intent, setIntent] = useState<Intent>();
  const [isSeating, setIsSeating] = useState(false);
  const [reached, setReached] = useState<number>();
  const [seated, setSeated] = useState<number>();
  return {
    ...{ intent, setIntent, isSeating, setIsSeating, reached, seated },
    didReach: (count: number) => {
      setReached(count);
      setIntent(undefined);
      onDone();
    },
    didSeat: (count: number) => {
      setSeated(count);
      setIsSeating(false);
      onDone();
    },
  };
}

/** The dialog of what is about to be done. */
function RoomDialogs({
  view,
  chosen,
  deeds,
}: {
  view: RoomView;
  chosen: readonly RoomRow[];
  deeds: ReturnType<typeof useDeeds>;
}) {
  const exam = view.exam.code;
  return (
    <>
      {deeds.isSeating && (
        <SeatDialog
          {...{ exam, sittings: view.sittings, people: chosen }}
          onDone={deeds.didSeat}
          onClose={() => deeds.setIsSeating(false)}
        />
      )}
      {deeds.intent && (
        <DeedDialog
          {...{ exam, ...deeds.intent }}
          onDone={deeds.didReach}
          onClose={() => deeds.setIntent(undefined)}
        />
      )}
    </>
  );
}

function Room({ view, stale }: { view: RoomView; stale: boolean }) {
  const { rows, can } = view;
  const [finding, setFinding] = useState<Finding>({ filter: 'all', search: '', sitting: '' });
  const sitting = view.sittings.find(({ id }) => id === finding.sitting);
  const { ids, choose, clear, chosen } = useChosen(rows);
  const deeds = useDeeds(clear);
  const { setIntent, reached, seated } = deeds;
  const act = useCallback((row: RoomRow) => setIntent({ kind: 'add-time', people: [row] }), [setIntent]);
  const now = Date.parse(view.serverNow);
  const shown = peopleShown(rows, { ...finding, now });
  return (
    <article className={classes.page}>
      <RoomHead view={view} stale={stale} />
      <RoomFigures rows={rows.filter((row) => !sitting || row.sitting?.id === sitting.id)} />
      <RoomFinding sittings={view.sittings} finding={finding} onFinding={setFinding} />
      <RoomDeeds
        view={view}
        chosen={chosen.length}
        sitting={sitting}
        onDeed={(kind) =>
          setIntent(chosen.length > 0 ? { kind, people: chosen } : { kind, people: undefined, sitting })
        }
        onSeat={() => deeds.setIsSeating(true)}
        onClear={clear}
      />
      <p role="status" className={classes.count}>
        <FormattedMessage id="class.count" values={{ shown: shown.length, count: rows.length }} />{' '}
        {reached !== undefined && <FormattedMessage id="examRoom.reached" values={{ count: reached }} />}
        {seated !== undefined && <FormattedMessage id="sittings.seated" values={{ count: seated }} />}
      </p>
      <RoomList
        rows={shown}
        now={now}
        chosen={ids}
        onChoose={can.changeTime ? choose : undefined}
        onAct={can.changeTime ? act : undefined}
      />
      <RoomDialogs {...{ view, chosen, deeds }} />
    </article>
  );
}

function LiveRoom({ exam }: { exam: string }) {
  const text = useText();
  const room = useLiveRoom(exam);
  usePageTitle(room.data && text(room.data.exam.title));
  if (room.data) return <Room view={room.data} stale={room.isError} />;
  if (room.isError) return <ErrorView error={room.error} onRetry={() => void room.refetch()} />;
  return <Loading />;
}

/** The room of an exam while it is sat: who is there, who needs help, and what can be done. */
export const ExamRoomPage = () => (
  <ExamRoomWords>{(exam) => <LiveRoom key={exam} exam={exam} />}</ExamRoomWords>
);
