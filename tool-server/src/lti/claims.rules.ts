import { isPlainText } from '@chuyen-de/question-types';
import { z } from 'zod';
import { foreignName, foreignText, isSoundId } from '../kernel/text.rules.ts';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
export const CLAIM = {
  messageType: `${LTI}/message_type`,
  version: `${LTI}/version`,
  deploymentId: `${LTI}/deployment_id`,
  targetLinkUri: `${LTI}/target_link_uri`,
  resourceLink: `${LTI}/resource_link`,
  roles: `${LTI}/roles`,
  context: `${LTI}/context`,
  custom: `${LTI}/custom`,
  launchPresentation: `${LTI}/launch_presentation`,
  forUser: `${LTI}/for_user`,
  ags: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  nrps: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

/** Ids and addresses cannot be cut: longer ones count as absent, or cost the launch where it needs them. */
const MOST_OF_AN_ADDRESS = 4_000;
/** The way back travels in the session's code, which is part of an address itself. */
const MOST_OF_A_RETURN_URL = 2_000;
const MOST_OF_AN_ID = 255;
/** People have a few roles, courses a few types, links a few parameters. */
const MOST_ENTRIES = 200;

/** The first entries of a list: what is wrong behind them is not looked at, as there may be millions. */
export const firstOf = <S extends z.ZodType>(entry: S) =>
  z
    .array(z.unknown())
    .transform((list) => list.slice(0, MOST_ENTRIES))
    .pipe(z.array(entry));

const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
/** `""` says as little as nothing; an optional claim of the wrong shape must not cost the launch. */
const optionalText = optional(z.string()).transform((text) =>
  text === undefined || text === '' ? undefined : foreignText(text),
);
const optionalName = optional(z.string()).transform((name) =>
  name === undefined || name === '' ? undefined : foreignName(name),
);
const addressUpTo = (most: number) =>
  optional(z.string().max(most)).transform((url) => (url === '' ? undefined : url));
const address = z.string().min(1).max(MOST_OF_AN_ADDRESS).refine(isPlainText);
const webAddress = address.pipe(z.url({ protocol: /^https?$/ }));
/** Of a service: what nobody can call counts as absent, so that a grade knows at once that it has nowhere to go. */
const serviceAddress = optional(webAddress);
const id = z.string().min(1).max(MOST_OF_AN_ID).refine(isSoundId);
const names = firstOf(z.string().transform((name) => foreignText(name)));

const Context = z.object({
  id: address.refine(isSoundId),
  title: optionalText,
  label: optionalText,
  type: optional(names),
});

const Custom = z.record(z.string(), z.unknown()).transform((custom) => {
  const texts = Object.entries(custom)
    .slice(0, MOST_ENTRIES)
    .flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[foreignText(key), foreignText(String(value))]]
        : [],
    );
  // A variable that the platform does not know comes as it was written: `$Person.sourcedId`.
  return Object.fromEntries(texts.filter(([, value]) => !/^\$[A-Z]\w*(\.\w+)+$/.test(value)));
});

const Services = z.object({
  [CLAIM.ags]: optional(
    z.object({ lineitem: serviceAddress, lineitems: serviceAddress, scope: names.catch([]) }),
  ),
  [CLAIM.nrps]: optional(z.object({ context_memberships_url: webAddress })),
});

const Common = z.object({
  sub: id,
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.deploymentId]: id,
  [CLAIM.roles]: names,
  [CLAIM.context]: optional(Context),
  [CLAIM.custom]: optional(Custom),
  [CLAIM.launchPresentation]: optional(
    z.object({
      document_target: optionalText,
      return_url: addressUpTo(MOST_OF_A_RETURN_URL),
      locale: optionalText,
    }),
  ),
  name: optionalName,
  given_name: optionalName,
  family_name: optionalName,
  middle_name: optionalName,
  email: optionalName,
  locale: optionalText,
  ...Services.shape,
});

const ResourceLink = z.object({ id, title: optionalText });

const DeepLinkingSettings = z.object({
  deep_link_return_url: webAddress,
  accept_types: names,
  accept_multiple: optional(z.boolean()),
  accept_lineitem: optional(z.boolean()),
  data: optional(z.string()),
});

/** The claims of the messages that the tool takes. Unknown claims are ignored. */
export const LaunchClaims = z.discriminatedUnion(CLAIM.messageType, [
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiResourceLinkRequest'),
    [CLAIM.targetLinkUri]: address,
    [CLAIM.resourceLink]: ResourceLink,
  }),
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiSubmissionReviewRequest'),
    [CLAIM.targetLinkUri]: address,
    [CLAIM.resourceLink]: optional(ResourceLink),
    [CLAIM.forUser]: z.object({ user_id: id }),
  }),
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiDeepLinkingRequest'),
    [CLAIM.targetLinkUri]: optional(address),
    [CLAIM.deepLinkingSettings]: DeepLinkingSettings,
  }),
]);
export type LaunchClaims = z.infer<typeof LaunchClaims>;

const memberOf = (claim: unknown, name: string): unknown =>
  typeof claim === 'object' && claim !== null ? (claim as Record<string, unknown>)[name] : undefined;

/**
 * The claim with an id that cannot be kept as it came. A course with such an id is not the same as no course: whoever
 * launches from it is told, rather than let in without one.
 */
export function findUnsoundId(payload: Record<string, unknown>): string | undefined {
  const ids: Record<string, unknown> = {
    sub: payload['sub'],
    [CLAIM.deploymentId]: payload[CLAIM.deploymentId],
    [CLAIM.resourceLink]: memberOf(payload[CLAIM.resourceLink], 'id'),
    [CLAIM.context]: memberOf(payload[CLAIM.context], 'id'),
    [CLAIM.forUser]: memberOf(payload[CLAIM.forUser], 'user_id'),
  };
  return Object.keys(ids).find((claim) => {
    const id = ids[claim];
    return typeof id === 'string' && !isSoundId(id);
  });
}
