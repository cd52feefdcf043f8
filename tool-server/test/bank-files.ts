import type {
  ExportQuestions,
  FoundLecture,
  MadeBank,
  MadeTopic,
  Problem,
  QuestionImport,
} from '@chuyen-de/contracts';
import { Browser, tokenOf } from './lti-harness.ts';
import type { useMaking } from './made-exams.ts';

/** What was read, or why nothing was. */
type Answered<Read = QuestionImport> = Read & Problem & { fault: string };

/** Sends files into banks, and takes them out, as the pages do. */
export function useBankFiles({ making }: Pick<ReturnType<typeof useMaking>, 'making'>) {
  let token = '';
  beforeAll(async () => {
    const { tool, lms } = making();
    const linkId = lms.linkId;
    token = await tokenOf(
      tool,
      await new Browser().launch({ ...lms, linkId }, { personId: lms.lecturer.id }),
    );
  });
  const send = (path: string, init: RequestInit = {}, contentType = 'application/json') =>
    fetch(`${making().tool.url}/api/made-banks/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
    });

  return {
    upload: async ({ code, topics }: MadeBank, file: string | Buffer) => {
      const query = new URLSearchParams({ name: 'đề.txt', topic: topics[0]!.code, level: 'understanding' });
      const body = typeof file === 'string' ? file : new Uint8Array(file);
      const response = await send(
        `${code}/imports?${query.toString()}`,
        { method: 'POST', body },
        'application/octet-stream',
      );
      return { status: response.status, body: (await response.json()) as Answered };
    },
    /** Sends the Word file of a lecture. */
    readLecture: async ({ bank, code }: MadeTopic, file: Buffer) => {
      const response = await send(
        `${bank}/topics/${code}/lecture-file`,
        { method: 'POST', body: new Uint8Array(file) },
        'application/octet-stream',
      );
      return { status: response.status, body: (await response.json()) as Answered<FoundLecture> };
    },
    take: async ({ code }: MadeBank, wish: ExportQuestions) => {
      const response = await send(`${code}/exports`, { method: 'POST', body: JSON.stringify(wish) });
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    },
    form: async ({ code }: MadeBank) => {
      const response = await send(`${code}/import-form`);
      return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    },
  };
}
