import { MOST_POST_REPORTS } from '@chuyen-de/contracts';
import type { Connection, Model } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { countInAnHour } from './in-an-hour.ts';
import type { StoredPost } from './post.model.ts';
import { postReportModel } from './post-report.model.ts';

/** Whoever reports more in an hour has others wait for them. */
const MOST_IN_AN_HOUR = 20;
/** Reports of a class that are looked at together. */
const MOST_OF_A_CLASS = 1_000;

interface Deps {
  connection: Connection;
  clock: Clock;
  posts: Model<StoredPost>;
}

interface Reported {
  classId: string;
  postId: string;
  by: string;
  reason: string;
}

/** What members of a class report to those who moderate it. */
export function makePostReports({ connection, clock, posts }: Deps) {
  const reports = postReportModel(connection);
  return {
    reportModel: reports,

    /** Reports a post once; what one has said before stays. False: somebody reports too much. */
    async report({ classId, postId, by, reason }: Reported): Promise<boolean> {
      if ((await countInAnHour(reports, by, clock)) >= MOST_IN_AN_HOUR) return false;
      // Those who moderate know by then, and what so many say is read by nobody to its end.
      if ((await reports.countDocuments({ classId, postId })) >= MOST_POST_REPORTS) return true;
      await reports.updateOne(
        { _id: `${postId} ${by}` },
        { $setOnInsert: { classId, postId, by, at: clock.now(), reason } },
        { upsert: true },
      );
      return true;
    },

    /** What some posts of a class were reported for, by their ids, the first report first. */
    async reportsOf(
      classId: string,
      postIds: readonly string[],
    ): Promise<Map<string, { by: string; reason: string }[]>> {
      const found = await reports
        .find({ classId, postId: { $in: postIds } })
        .sort({ at: 1 })
        .lean();
      const byPost = new Map<string, { by: string; reason: string }[]>();
      for (const { postId, by, reason } of found)
        byPost.set(postId, [...(byPost.get(postId) ?? []), { by, reason }]);
      return byPost;
    },

    /** The threads of a class in which a post that everybody still sees was reported. */
    async reportedThreads(classId: string): Promise<ReadonlySet<string>> {
      const found = await reports.find({ classId }, { postId: 1 }).limit(MOST_OF_A_CLASS).lean();
      if (found.length === 0) return new Set();
      const ids = found.map(({ postId }) => postId);
      const standing = await posts.find({ _id: { $in: ids }, hidden: null }, { threadId: 1 }).lean();
      return new Set(standing.map(({ threadId }) => threadId));
    },

    /** What was reported about a post has been looked at. */
    settleReports: async (classId: string, postId: string): Promise<void> => {
      await reports.deleteMany({ classId, postId });
    },
  };
}
