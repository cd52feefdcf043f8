import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { Frame } from '../components/frame.tsx';
import { Loading } from '../components/loading.tsx';
import { NotFound } from '../components/not-found.tsx';
import { RouteBoundary } from '../components/route-boundary.tsx';
import { NetworkError } from '../lib/http.ts';
import { useSession } from '../lib/use-session.ts';
import { HomePage } from './home-page.tsx';
import { NeedsSession } from './needs-session.tsx';
import { StaffTabs } from './staff-tabs.tsx';
import { StartPage } from './start-page.tsx';

/** A page that is loaded when somebody goes there; what does not arrive is a fault of the network. */
const page = (load: () => Promise<ComponentType>) =>
  lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new NetworkError('The page did not arrive', { cause });
    }
  });

const ExamStartPage = page(
  async () => (await import('../features/exam/components/exam-start-page.tsx')).ExamStartPage,
);
const TakeExamPage = page(
  async () => (await import('../features/exam/components/take-exam-page.tsx')).TakeExamPage,
);
const ResultPage = page(
  async () => (await import('../features/result/components/result-page.tsx')).ResultPage,
);
const TopicPage = page(async () => (await import('../features/topic/components/topic-page.tsx')).TopicPage);
const ClassPage = page(async () => (await import('../features/class/components/class-page.tsx')).ClassPage);
const PickerPage = page(
  async () => (await import('../features/picker/components/picker-page.tsx')).PickerPage,
);
const RecordsPage = page(
  async () => (await import('../features/records/components/records-page.tsx')).RecordsPage,
);

/** A page in its frame, with its own boundary for faults and its own waiting. */
function Framed({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <Frame wide={wide}>
      <RouteBoundary>
        <NeedsSession>
          <StaffTabs />
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </NeedsSession>
      </RouteBoundary>
    </Frame>
  );
}

/** Analysts come without a launch, with a key of their own. */
function Open({ children }: { children: ReactNode }) {
  return (
    <Frame wide>
      <RouteBoundary>
        <StaffTabs />
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </RouteBoundary>
    </Frame>
  );
}

/** The exam brings its own frame; without a session there is none to bring it. */
function Bare({ children }: { children: ReactNode }) {
  if (useSession() === undefined) return <Framed>{children}</Framed>;
  return (
    <RouteBoundary>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </RouteBoundary>
  );
}

export function Pages() {
  return (
    <Routes>
      <Route
        path="start"
        element={
          <Frame>
            <StartPage />
          </Frame>
        }
      />
      <Route index element={<Framed children={<HomePage />} />} />
      <Route path="exams/:code" element={<Framed children={<ExamStartPage />} />} />
      <Route path="exams/:code/attempt" element={<Bare children={<TakeExamPage />} />} />
      <Route path="attempts/:id" element={<Framed children={<ResultPage />} />} />
      <Route path="topics/:code" element={<Framed wide children={<TopicPage />} />} />
      <Route path="class" element={<Framed wide children={<ClassPage />} />} />
      <Route path="picker" element={<Framed children={<PickerPage />} />} />
      <Route path="records" element={<Open children={<RecordsPage />} />} />
      <Route path="*" element={<Framed children={<NotFound />} />} />
    </Routes>
  );
}
