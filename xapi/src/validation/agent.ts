import { LONGEST } from './bounded.ts';
import { broken, inside, type Check, type Fault, type XapiVersion } from './fault.ts';
import { isMailto, isSha1, isUri, iri, string } from './formats.ts';
import { both, isObject, listOf, object, oneOf, text, type JsonObject } from './structure.ts';

const accountName = text(
  `the name of an account is a string of at most ${LONGEST.accountName} characters`,
  (name) => name.length <= LONGEST.accountName,
);

/** @see xAPI 1.0.3 Data §2.4.2.4; xAPI 2.0 §4.2.2.1 "Account Object" */
const account = object({
  name: 'an account',
  required: ['homePage', 'name'],
  properties: { homePage: iri, name: accountName },
});

/** Inverse functional identifiers. @see xAPI 1.0.3 Data §2.4.2.3; xAPI 2.0 §4.2.2.1 */
const IDENTIFIERS = {
  mbox: text(`mbox is "mailto:" and an e-mail address, of at most ${LONGEST.mailto} characters`, isMailto),
  mbox_sha1sum: text('mbox_sha1sum is a SHA-1 in hexadecimal', isSha1),
  openid: text('openid is a URI', isUri),
  account,
};

const identifiers = (value: JsonObject): number =>
  Number(value.mbox !== undefined) +
  Number(value.mbox_sha1sum !== undefined) +
  Number(value.openid !== undefined) +
  Number(value.account !== undefined);

export const hasIdentifier = (value: JsonObject): boolean => identifiers(value) > 0;

const oneIdentifier = (value: JsonObject): Fault | undefined =>
  identifiers(value) === 1
    ? undefined
    : broken('an agent has exactly one of mbox, mbox_sha1sum, openid and account');

/** @see xAPI 1.0.3 Data §2.4.2.1; xAPI 2.0 §4.2.2.1 "Agent" */
export const checkAgent = both(
  object({
    name: 'an agent',
    properties: { objectType: oneOf('the objectType of an agent', ['Agent']), name: string, ...IDENTIFIERS },
  }),
  oneIdentifier,
);

/** Members are agents: a group has no groups in it, and an anonymous group has members. */
const groupRules = (value: JsonObject): Fault | undefined => {
  const count = identifiers(value);
  if (count > 1) return broken('a group has at most one of mbox, mbox_sha1sum, openid and account');
  if (count === 0 && !(Array.isArray(value.member) && value.member.length > 0))
    return inside('member', broken('a group without an identifier has members'));
  return undefined;
};

/** @see xAPI 1.0.3 Data §2.4.2.2; xAPI 2.0 §4.2.2.1 "Group" */
export const checkGroup = both(
  object({
    name: 'a group',
    required: ['objectType'],
    properties: {
      objectType: oneOf('the objectType of a group', ['Group']),
      name: string,
      member: listOf('the members of a group', checkAgent),
      ...IDENTIFIERS,
    },
  }),
  groupRules,
);

/** An agent, or a group where its objectType says so. @see xAPI 1.0.3 Data §2.4.2; xAPI 2.0 §4.2.2.1 */
export const checkActor: Check = (value, version: XapiVersion) =>
  isObject(value) && value.objectType === 'Group' ? checkGroup(value, version) : checkAgent(value, version);
