import type { ItemRef, LanguageMap, PickerView, Scope } from '@chuyen-de/contracts';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import { ITEM_KINDS } from '../items/index.ts';
import { covers, scopesAround, takesIn, type Whereabouts } from '../policies/index.ts';
import { makeRevisionFinder, publishRevisions, revisionId, type RevisionRef } from '../revisions/index.ts';
import { makeLibrary, type Library, type Placement, type ProgrammePlacement } from './library.ts';
import { makeMadeBanks } from './made-banks.ts';
import { makeMadeExams, type ExamInPlace, type MadeExams } from './made-exams.ts';
import { isOffered, programmeModel, type Programme, type PlacedItem } from './programme.model.ts';
import { topicModel, type TopicContent, type TopicRevision } from './topic.model.ts';

/** How long another process's import may stay unseen here. */
const LIBRARY_MS = 3_000;
/** A topic with its lecture takes about 30 kB. */
const TOPICS_IN_MEMORY = 300;

interface Deps {
  connection: Connection;
  clock: Clock;
}

/** What the LMS is told of an item, and its lecturer shown. */
interface ItemDescription {
  title: LanguageMap;
  summary: LanguageMap;
  graded: boolean;
  /** Maximum of a gradebook column for it. */
  scoreMaximum: number;
}

type PlaceableItem = Omit<PickerView['programmes'][number]['topics'][number], 'parts'>;

/** A programme as lists of what can be placed show it, without previews. */
interface PlaceableProgramme {
  code: string;
  title: LanguageMap;
  summary: LanguageMap;
  topics: PlaceableItem[];
  exams: PlaceableItem[];
}

const placeable = ({ code, title, summary, minutes, questionCount }: PlacedItem): PlaceableItem => ({
  code,
  title,
  summary,
  minutes,
  questionCount,
});

/** Keeps the programmes in memory and reads them again when they may be out of date. */
function makeLibraryReader(read: () => Promise<Programme[]>, clock: Clock) {
  let kept: { library: Promise<Library>; readAt: number } | undefined;
  return {
    forget: (): void => {
      kept = undefined;
    },
    current: (): Promise<Library> => {
      const now = clock.now().getTime();
      if (kept && now - kept.readAt < LIBRARY_MS) return kept.library;
      const library = read().then(makeLibrary);
      const reading = { library, readAt: now };
      kept = reading;
      library.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return library;
    },
  };
}

/** Where an exam has its place that was made in the browser: among the programmes whose topics it asks. */
const placeOf = ({ owner, inForce }: ExamInPlace, { programmes }: Library): Placement => ({
  owner,
  item: inForce,
  programmes: programmes.filter(
    (programme) =>
      covers(programme.owner, owner) && programme.topics.some(({ code }) => inForce.topics.includes(code)),
  ),
});

/** What lists and titles need of the programmes, and of the exams made beside them. */
function makeListing(current: () => Promise<Library>, made: Pick<MadeExams, 'findInForce' | 'listInForce'>) {
  const find = async (ref: ItemRef): Promise<Placement | undefined> => {
    const library = await current();
    const placement = library.find(ref);
    if (placement || ref.kind !== 'exam') return placement;
    const exam = await made.findInForce(ref.code);
    return exam && placeOf(exam, library);
  };

  return {
    find,

    /** Titles by code, in teaching order; a topic that is gone keeps its code for a title and comes last. */
    async topicTitles(codes: readonly string[]): Promise<Map<string, LanguageMap>> {
      const { programmes } = await current();
      const asked = new Set(codes);
      const taught = programmes.flatMap(({ topics }) => topics).filter(({ code }) => asked.has(code));
      const titles = new Map(taught.map(({ code, title }) => [code, title]));
      for (const code of codes) if (!titles.has(code)) titles.set(code, { vi: code });
      return titles;
    },

    /** What a lecturer can place where they are; all that there is where nobody says. */
    async listPlaceable(where?: Whereabouts): Promise<PlaceableProgramme[]> {
      const { programmes } = await current();
      const theirs = programmes.filter(({ owner }) => where === undefined || takesIn(owner, where));
      const offered = theirs.map((programme) => ({
        code: programme._id,
        title: programme.title,
        summary: programme.summary,
        topics: programme.topics.filter((topic) => isOffered(programme, topic)).map(placeable),
        exams: programme.exams.map(placeable),
      }));
      return offered.filter(({ topics, exams }) => topics.length + exams.length > 0);
    },

    /** Whether an item may be opened from there. Of what there is not, its page says so. */
    async isOpenTo(ref: ItemRef, where: Whereabouts): Promise<boolean> {
      const placement = await find(ref);
      return placement === undefined || takesIn(placement.owner, where);
    },

    /** An item as those see it who are there; as anybody does where nobody says. */
    async describeItem(ref: ItemRef, where?: Whereabouts): Promise<ItemDescription | undefined> {
      const placement = await find(ref);
      if (!placement || (where && !takesIn(placement.owner, where))) return undefined;
      const { title, summary } = placement.item;
      const { titled, graded } = ITEM_KINDS[ref.kind];
      return { title: titled(title), summary, graded: graded === 'always', scoreMaximum: 10 };
    },
  };
}

/** What exams made in the browser take from the programmes, and where they are offered. */
const makeMaking = (current: () => Promise<Library>, made: Pick<MadeExams, 'listInForce'>) => ({
  /** Exams made in the browser that a lecturer can place where they are, last edited first. */
  listMadeExams: async (where: Whereabouts): Promise<(PlaceableItem & { owner: Scope })[]> => {
    const { exams } = await made.listInForce(scopesAround(where));
    return exams.map(({ owner, inForce }) => ({ ...placeable(inForce), owner }));
  },

  /** The programmes from whose questions somebody may make exams. */
  programmesFor: async (owner: Scope): Promise<Programme[]> =>
    (await current()).programmes.filter((programme) => covers(programme.owner, owner)),
});

/** The topics that are in force. */
function makeTopicFinders(current: () => Promise<Library>, findTopics: FindTopics) {
  async function findTopic(
    code: string,
  ): Promise<{ topic: TopicRevision; placement: ProgrammePlacement } | undefined> {
    const placement = (await current()).findItem('topics', code);
    if (!placement) return undefined;
    const topic = (await findTopics([placement.item])).get(revisionId(placement.item));
    return topic && { topic, placement };
  }

  return {
    /** The revision of a topic that is in force, and its place in its programme. */
    findTopic,

    /** Revisions of topics by their ids. */
    findTopics,

    /** Titles of a topic's materials, by their ids. */
    materialTitles: async (code: string): Promise<Map<string, LanguageMap>> =>
      new Map((await findTopic(code))?.topic.materials?.map(({ id, title }) => [id, { vi: title }])),

    /** Titles of the sections of a topic's lecture, by their ids; none when there is no such topic. */
    sectionTitles: async (code: string): Promise<Map<string, LanguageMap>> => {
      const topic = (await findTopic(code))?.topic;
      const inEnglish = new Map(topic?.lectures.en?.sections.map(({ id, title }) => [id, title]));
      return new Map(
        topic?.lectures.vi.sections.map(({ id, title }): [string, LanguageMap] => {
          const en = inEnglish.get(id);
          return [id, { vi: title, ...(en !== undefined && { en }) }];
        }),
      );
    },
  };
}
type FindTopics = ReturnType<typeof makeRevisionFinder<TopicContent>>;

/** Programmes and topics: what can be studied, which revision of it is in force. */
export function makeCatalogue({ connection, clock }: Deps) {
  const programmes = programmeModel(connection);
  const topics = topicModel(connection);
  const findTopics = makeRevisionFinder(topics, TOPICS_IN_MEMORY);
  const readProgrammes = (): Promise<Programme[]> => programmes.find().sort({ _id: 1 }).lean<Programme[]>();
  const library = makeLibraryReader(readProgrammes, clock);
  const made = makeMadeExams({ connection, clock });
  const listing = makeListing(library.current, made);

  return {
    ...listing,
    ...makeMaking(library.current, made),
    ...makeTopicFinders(library.current, findTopics),
    models: [programmes, topics, ...made.models],
    /** The files that materials of topics name, in every edition. */
    materialFilesOf: async (codes: readonly string[]): Promise<string[]> => {
      const found = await topics
        .find({ code: { $in: codes } }, { materials: 1 })
        .lean<Pick<TopicRevision, 'materials'>[]>();
      return found
        .flatMap(({ materials = [] }) => materials)
        .flatMap(({ file, captions, chapters, poster }) => [file?.hash, captions, chapters, poster?.hash])
        .filter((hash) => hash !== undefined);
    },
    /** The exams that are made in the browser. */
    made,
    /** The banks that are made in the browser. */
    madeBanks: makeMadeBanks({ programmes, forget: library.forget }),
    library: library.current,
    /** Banks that are made in the browser owe what follows from what is done to them. */
    owing: programmes,
    /** The programmes as the store has them now. */
    readProgrammes,

    /** Stores the topics whose content is new and answers the revision of each. */
    publish: (contents: TopicContent[]): Promise<RevisionRef[]> =>
      publishRevisions(
        topics,
        contents.map((content) => ({ content, written: written(content) })),
        clock.now(),
      ),

    /**
     * Puts a programme into force in place of the one that was read before.
     * @throws Error when another import came in between
     */
    async putIntoForce(programme: Programme, before: Programme | undefined): Promise<void> {
      if (before) {
        const filter = { _id: programme._id, 'edition.number': before.edition.number };
        const { matchedCount } = await programmes.replaceOne(filter, programme);
        if (matchedCount === 0) throw new Error(`${programme._id} was imported by someone else meanwhile`);
      } else await programmes.insertMany([programme], { lean: true });
      library.forget();
    },
  };
}

/** A lecture's revision follows its Markdown: rendering it better one day makes no new revision. */
const written = ({ lectures, ...content }: TopicContent): unknown => ({
  ...content,
  lectures: { vi: lectures.vi.markdown, en: lectures.en?.markdown },
});

export type Catalogue = ReturnType<typeof makeCatalogue>;
