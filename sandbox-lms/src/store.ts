import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { emptyState, type State } from './state.ts';

const POSTS_IN_MEMORY = 20_000;
const POSTS_ON_DISK = 500;

export interface Store {
  readonly state: State;
  /** Resolves when everything changed before the call is on disk; at once where no file is kept. */
  commit(): Promise<void>;
}

async function readState(file: string): Promise<State> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  const state = JSON.parse(text) as Partial<State>;
  if (state.version !== 1) throw new Error(`${file} is not a state file of the sandbox LMS`);
  return { ...emptyState(), ...state };
}

async function writeState(file: string, state: State): Promise<void> {
  const text = JSON.stringify({ ...state, posts: state.posts.slice(-POSTS_ON_DISK) });
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** Opens the state kept in `file`, or a fresh one in memory. Writes are gathered: one may serve many callers. */
export async function openStore(file: string | undefined): Promise<Store> {
  if (!file) {
    const state = emptyState();
    return {
      state,
      commit: () => {
        trimPosts(state);
        return Promise.resolve();
      },
    };
  }
  await mkdir(path.dirname(file), { recursive: true });
  const state = await readState(file);
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const writeNext = (): Promise<void> => {
    waiting = undefined;
    trimPosts(state);
    return writeState(file, state);
  };
  return {
    state,
    commit: () => {
      if (!waiting) {
        waiting = running.then(writeNext, writeNext);
        running = waiting;
      }
      return waiting;
    },
  };
}

function trimPosts(state: State): void {
  if (state.posts.length > POSTS_IN_MEMORY) state.posts.splice(0, state.posts.length - POSTS_IN_MEMORY);
}
