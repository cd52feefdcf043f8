/** Loaded together: the ledger is one step from the room. */
export { ExamRoomPage } from './components/exam-room-page.tsx';
export { SittingsPage } from './components/sittings-page.tsx';
export { LedgerPage } from './components/ledger-page.tsx';
