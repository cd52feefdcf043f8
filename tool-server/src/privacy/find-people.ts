import type { ActorNaming, XapiAgent } from '@chuyen-de/xapi';
import { ACTOR_NAMINGS, makeActor } from '@chuyen-de/xapi';
import { isValidObjectId, Types, type Connection } from 'mongoose';

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
  name?: { full?: string; given?: string; middle?: string; family?: string };
  email?: string;
  lastLaunchAt?: Date;
}

/** How many a search shows. */
const MOST_FOUND = 50;
/** As many accounts one human being may have; an address that more share is an office's. */
export const MOST_ACCOUNTS = 10;

const nameOf = ({ full, family, middle, given }: NonNullable<StoredPerson['name']>): string | undefined => {
  const name = full ?? [family, middle, given].filter((part) => part !== undefined).join(' ');
  return name === '' ? undefined : name;
};

const known = ({ _id, platformId, sub, name, email, lastLaunchAt }: StoredPerson): KnownPerson => ({
  id: _id.toHexString(),
  platformId,
  sub,
  name: name && nameOf(name),
  email,
  lastLaunchAt,
});

const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

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
    /** Those whose name, e-mail, subject or id has a text in it; of one platform where it is given. */
    async search(text: string, platformId?: string): Promise<KnownPerson[]> {
      const pattern = { $regex: literally(text.slice(0, 200)), $options: 'i' };
      const fields = ['name.full', 'name.given', 'name.family', 'email', 'sub'];
      const found = await people
        .find({
          ...(platformId !== undefined && { platformId }),
          $or: [
            ...fields.map((field) => ({ [field]: pattern })),
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
