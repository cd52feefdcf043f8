import type { Connection } from 'mongoose';

/**
 * Programmes listed their questions in force themselves; now each is a document, and the programme has the number of
 * the edition that counts. Speaks of collections as they were stored, not of the models of today.
 */
interface OldProgramme {
  _id: string;
  questions: { code: string; revision: number; topic: string; level: string }[];
}

const FIRST_EDITION = 1;
const AT_ONCE = 1_000;

async function storeEntries(connection: Connection, { _id: bank, questions }: OldProgramme): Promise<void> {
  for (let from = 0; from < questions.length; from += AT_ONCE) {
    const writes = questions.slice(from, from + AT_ONCE).map(({ code, revision, topic, level }) => {
      const entry = { bank, code, revision, topic, level, from: FIRST_EDITION, retired: [] };
      const _id = `${code}@${revision}/${FIRST_EDITION}` as never;
      return { updateOne: { filter: { _id }, update: { $setOnInsert: entry }, upsert: true } };
    });
    await connection.collection('questionsInForce').bulkWrite(writes, { ordered: false });
  }
}

const cellsOf = ({ questions }: OldProgramme): object[] => {
  const cells = new Map<string, { topic: string; level: string; count: number; since: number }>();
  for (const { topic, level } of questions) {
    const key = `${topic} ${level}`;
    const cell = cells.get(key) ?? { topic, level, count: 0, since: FIRST_EDITION };
    cells.set(key, { ...cell, count: cell.count + 1 });
  }
  return [...cells.values()];
};

/** Gives every programme the first edition of its bank. The programme is changed last, in one write. */
export async function shelveQuestionsInForce(connection: Connection): Promise<void> {
  const programmes = connection.collection('programmes');
  const listing = { questions: { $exists: true } };
  for (const found of await programmes.find(listing).toArray()) {
    const programme = found as unknown as OldProgramme;
    await storeEntries(connection, programme);
    await connection
      .collection('banks')
      .updateOne({ _id: programme._id as never }, { $max: { claimed: FIRST_EDITION } }, { upsert: true });
    const edition = { bank: programme._id, number: FIRST_EDITION, voided: [], cells: cellsOf(programme) };
    await programmes.updateOne(
      { _id: programme._id as never, ...listing },
      { $set: { edition }, $unset: { questions: true } },
    );
  }
}
