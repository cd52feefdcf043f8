import type { ActorNaming, XapiAgent } from '@chuyen-de/xapi';
import { ACTOR_NAMINGS, makeActor } from '@chuyen-de/xapi';
import { isValidObjectId, Types, type Connection } from 'mongoose';
import { displayName, type PersonName } from '../classes/index.ts';
import { literally, marksAside } from '../kernel/search-pattern.ts';

/** Somebody of a platform, as lists show them. */
export interface KnownPerson {
  id: string;
  platformId: string;
  sub: string;
  name: string | undefined;
  email: string | undefined;
  lastLaunchAt: Date | undefined;
}

interface StoredPerson {
  _id: Types.ObjectId;
  platformId: string;
  sub: string;
  name?: PersonName;
  email?: string;
  lastLaunchAt?: Date;
}

/** How many a search shows. */
const MOST_FOUND = 50;
/** Words of a search that count. */
const MOST_WORDS = 8;
const FIELDS = ['name.full', 'name.given', 'name.middle', 'name.family', 'email', 'sub'];
/** As many accounts one human being may have; an address that more share is an office's. */
export const MOST_ACCOUNTS = 10;

const known = ({ _id, platformId, sub, name, email, lastLaunchAt }: StoredPerson): KnownPerson => ({
  id: _id.toHexString(),
  platformId,
  sub,
  name: name && displayName(name),
  email,
  lastLaunchAt,
});

/**
 * A word of a search begins a word, marks and case aside: “An” is not meant by whoever has “Hoàng” or “Lan” in their
 * name, “nguyen” means whoever has “Nguyễn”.
 */
const hasWord = (word: string) => ({
  $or: FIELDS.map((field) => ({ [field]: { $regex: `(^|[\\s@._+-])${marksAside(word)}`, $options: 'i' } })),
});

interface Deps {
  connection: Connection;
  /** Home of pseudonyms. */
  publicUrl: string;
  /** Key of pseudonyms; without it those are not found. */
  pseudonymKey?: string | undefined;
}

/** Looks people up: who is asked about by name, and which accounts are the same human being. */
export function makeFindPeople({ connection, publicUrl, pseudonymKey }: Deps) {
  const people = connection.collection<StoredPerson>('people');
  const platforms = connection.collection<{ _id: string; issuer: string }>('platforms');

  return {
    /**
     * Those of whom every word of a text begins one of name, e-mail or subject, or whose id it is; of one
     * platform where it is given. LMSs have the words of a name in another order than people say them.
     */
    async search(text: string, platformId?: string): Promise<KnownPerson[]> {
      const words = (text.slice(0, 200).match(/\S+/g) ?? []).slice(0, MOST_WORDS);
      if (words.length === 0) return [];
      const found = await people
        .find({
          ...(platformId !== undefined && { platformId }),
          $or: [
            { $and: words.map(hasWord) },
            ...(isValidObjectId(text) ? [{ _id: new Types.ObjectId(text) }] : []),
          ],
        } as never)
        .limit(MOST_FOUND)
        .toArray();
      return found.map(known);
    },

    async get(id: string, platformId?: string): Promise<KnownPerson | undefined> {
      if (!isValidObjectId(id)) return undefined;
      const found = await people.findOne({ _id: new Types.ObjectId(id) });
      return found && (platformId === undefined || found.platformId === platformId)
        ? known(found)
        : undefined;
    },

    /** Their accounts on other platforms: those that have the same e-mail address. */
    async accountsOf(person: KnownPerson): Promise<KnownPerson[]> {
      if (person.email === undefined) return [person];
      const pattern = { $regex: `^${literally(person.email)}$`, $options: 'i' };
      const found = await people
        .find({ email: pattern } as never)
        .limit(MOST_ACCOUNTS + 1)
        .toArray();
      return [person, ...found.map(known).filter(({ id }) => id !== person.id)];
    },

    /** All agents that stand for a person in statements, whatever naming was in force when. */
    async agentsOf({ platformId, sub, email }: KnownPerson): Promise<XapiAgent[]> {
      const platform = await platforms.findOne({ _id: platformId });
      if (!platform) return [];
      const source = { issuer: platform.issuer, subject: sub, email };
      const namings = ACTOR_NAMINGS.filter(
        (naming: ActorNaming) => naming !== 'pseudonym' || pseudonymKey !== undefined,
      );
      return namings.map((naming) =>
        makeActor(source, { naming, key: pseudonymKey ?? '', homePage: publicUrl }),
      );
    },
  };
}
