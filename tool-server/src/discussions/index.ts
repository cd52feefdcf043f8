export { makeDiscussions } from './make-discussions.ts';
