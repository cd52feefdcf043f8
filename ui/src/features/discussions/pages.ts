/** The pages of a class's exchange, loaded together. */
export { ThreadPage } from './components/thread-page.tsx';
export { ThreadsPage } from './components/threads-page.tsx';
