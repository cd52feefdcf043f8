import { z } from 'zod';
import { makeLineItems } from './line-items.ts';
import { readPages } from './read-pages.ts';
import { isTaken } from './reply.rules.ts';
import { plain, type CallService, type FullServiceReply, type ServiceReply } from './service-calls.ts';

const SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope';
const MEDIA = 'application/vnd.ims.lis';
/** Some LMSs give ten results a page. */
const MOST_PAGES = 1_000;
/** More people than any column has. */
const MOST_RESULTS = 50_000;
const MOST_MS = 2 * 60_000;
/** The results of one person are one, unless an LMS lists all or does not end; they are read during a post. */
const OF_ONE = { mostPages: 20, mostMs: 10_000 };

interface Score {
  platformId: string;
  lineItemUrl: string;
  /** Whose score: their `sub`. */
  subject: string;
  /** Left out: the cell is to be emptied. */
  scoreGiven?: number;
  scoreMaximum?: number;
  /** When what the score stands for happened: platforms refuse what is not later than what they hold. */
  at: Date;
  activityProgress: 'Initialized' | 'Started' | 'InProgress' | 'Submitted' | 'Completed';
  gradingProgress: 'FullyGraded' | 'Pending' | 'PendingManual' | 'Failed' | 'NotReady';
  comment?: string;
}

/** `isOlder`: refused since the LMS holds a score of the same time or a later one. */
export type ScoreReply = ServiceReply & { isOlder?: boolean };

const ResultEntry = z.object({
  userId: z.union([z.string().min(1), z.number().transform(String)]),
  resultScore: z.number().nullish(),
  resultMaximum: z.number().nullish(),
  timestamp: z.string().nullish().catch(undefined),
});

export interface GradeResult {
  score?: number;
  maximum?: number;
  /** When it was last changed, where the LMS says so (Moodle). */
  at?: Date;
}

/** Results by the `sub` of their person; `isWhole` is false where the LMS has more, or listed what is no result. */
export type ResultsReply =
  { ok: true; results: Map<string, GradeResult>; isWhole: boolean } | { ok: false; reply: ServiceReply };

/** Something else came than a list of results. */
const NO_RESULTS: ServiceReply = {
  service: 'results',
  status: 200,
  form: 'json',
  message: 'the LMS answered no list of results',
};

/** A line item's address may carry a query (Moodle): the service's path goes before it. */
function under(lineItemUrl: string, service: 'scores' | 'results'): URL {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${service}`;
  return url;
}

/** 409 is the standard's word for it; Open edX says 400 and names the timestamp. @see LTI AGS 2.0, 3.4.9 */
function speaksOfTime({ service, status, body, message }: FullServiceReply): boolean {
  if (service !== 'scores') return false;
  if (status === 409) return true;
  if (status !== 400) return false;
  const namesField = typeof body === 'object' && body !== null && Object.hasOwn(body, 'timestamp');
  // Moodle repeats what it was sent, timestamp and all, behind the reason.
  const [reason = ''] = message.split('{', 1);
  return namesField || /timestamp|score already exists/i.test(reason);
}

/** Sends one score: compact, with milliseconds and zone. Chamilo wants to be told what it may answer. */
const makePostScore =
  (call: CallService) =>
  async (score: Score): Promise<ScoreReply> => {
    const { subject, scoreGiven, scoreMaximum, at, activityProgress, gradingProgress, comment } = score;
    const reply = await call({
      platformId: score.platformId,
      service: 'scores',
      scope: `${SCOPE}/score`,
      url: under(score.lineItemUrl, 'scores').href,
      method: 'POST',
      contentType: `${MEDIA}.v1.score+json`,
      accept: `${MEDIA}.v1.score+json`,
      body: {
        userId: subject,
        ...(scoreGiven !== undefined && { scoreGiven, scoreMaximum }),
        timestamp: at.toISOString(),
        activityProgress,
        gradingProgress,
        ...(comment !== undefined && { comment }),
      },
    });
    return { ...plain(reply), ...(speaksOfTime(reply) && { isOlder: true }) };
  };

/** Whose result an entry is, and what it says; undefined when it is none. */
function readResultEntry(entry: unknown): [string, GradeResult] | undefined {
  const { data } = ResultEntry.safeParse(entry);
  if (!data) return undefined;
  const { userId, resultScore, resultMaximum, timestamp } = data;
  const at = typeof timestamp === 'string' ? new Date(timestamp) : undefined;
  const result = {
    ...(typeof resultScore === 'number' && { score: resultScore }),
    ...(typeof resultMaximum === 'number' && { maximum: resultMaximum }),
    ...(at && !Number.isNaN(at.getTime()) && { at }),
  };
  return [userId, result];
}

/**
 * What the gradebook holds in a column, of one person or of all. No size of a page is asked for: Moodle fails on it.
 */
const makeReadResults =
  (call: CallService) =>
  async (of: { platformId: string; lineItemUrl: string; subject?: string }): Promise<ResultsReply> => {
    const url = under(of.lineItemUrl, 'results');
    if (of.subject !== undefined) url.searchParams.set('user_id', of.subject);
    const results = new Map<string, GradeResult>();
    let nonsense = 0;
    const read = await readPages(
      call,
      {
        platformId: of.platformId,
        service: 'results',
        scope: `${SCOPE}/result.readonly`,
        url: url.href,
        accept: `${MEDIA}.v2.resultcontainer+json`,
        list: 'itself',
      },
      {
        ...(of.subject === undefined ? { mostPages: MOST_PAGES, mostMs: MOST_MS } : OF_ONE),
        mostEntries: MOST_RESULTS,
        held: () => results.size,
        take(entries) {
          for (const entry of entries) {
            const read = readResultEntry(entry);
            if (read) results.set(...read);
            else nonsense += 1;
          }
        },
      },
    );
    if (!read.ok) return { ok: false, reply: isTaken(read.reply) ? NO_RESULTS : plain(read.reply) };
    const isUnseen = of.subject === undefined ? results.size === 0 : !results.has(of.subject);
    // Who is asked for may be on the page that did not come, or what could not be read.
    if (read.stopped && isUnseen)
      return { ok: false, reply: isTaken(read.stopped) ? NO_RESULTS : plain(read.stopped) };
    if (nonsense > 0 && isUnseen) return { ok: false, reply: NO_RESULTS };
    return { ok: true, results, isWhole: read.gap === undefined && nonsense === 0 };
  };

/** The LMS's gradebook; replies say how a call went. @see https://www.imsglobal.org/spec/lti-ags/v2p0 */
export const makeAgs = (call: CallService) => ({
  postScore: makePostScore(call),
  readResults: makeReadResults(call),
  lineItems: makeLineItems(call),
});

export type Ags = ReturnType<typeof makeAgs>;
