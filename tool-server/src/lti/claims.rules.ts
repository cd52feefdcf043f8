import { z } from 'zod';

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

/** `""` says as little as nothing; an optional claim of the wrong shape must not cost the launch. */
const optionalText = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => (text === '' ? undefined : text));
const text = z.string().min(1).max(2_000);
const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

const Context = z.object({
  id: text,
  title: optionalText,
  label: optionalText,
  type: optional(z.array(z.string())),
});

const Custom = z.record(z.string(), z.unknown()).transform((custom) => {
  const texts = Object.entries(custom).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[key, String(value)]]
      : [],
  );
  // A variable that the platform does not know comes as it was written: `$Person.sourcedId`.
  return Object.fromEntries(texts.filter(([, value]) => !/^\$[A-Z]\w*(\.\w+)+$/.test(value)));
});

const Services = z.object({
  [CLAIM.ags]: optional(
    z.object({ lineitem: optionalText, lineitems: optionalText, scope: z.array(z.string()).catch([]) }),
  ),
  [CLAIM.nrps]: optional(z.object({ context_memberships_url: text })),
});

const Common = z.object({
  sub: z.string().min(1).max(255),
  [CLAIM.version]: z.literal('1.3.0'),
  [CLAIM.deploymentId]: z.string().min(1).max(255),
  [CLAIM.roles]: z.array(z.string()),
  [CLAIM.context]: optional(Context),
  [CLAIM.custom]: optional(Custom),
  [CLAIM.launchPresentation]: optional(
    z.object({ document_target: optionalText, return_url: optionalText, locale: optionalText }),
  ),
  name: optionalText,
  given_name: optionalText,
  family_name: optionalText,
  middle_name: optionalText,
  email: optionalText,
  locale: optionalText,
  ...Services.shape,
});

const ResourceLink = z.object({ id: z.string().min(1).max(255), title: optionalText });

const DeepLinkingSettings = z.object({
  deep_link_return_url: z.url({ protocol: /^https?$/ }),
  accept_types: z.array(z.string()),
  accept_multiple: optional(z.boolean()),
  accept_lineitem: optional(z.boolean()),
  data: optional(z.string()),
});

/** The claims of the messages that the tool takes. Unknown claims are ignored. */
export const LaunchClaims = z.discriminatedUnion(CLAIM.messageType, [
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiResourceLinkRequest'),
    [CLAIM.targetLinkUri]: text,
    [CLAIM.resourceLink]: ResourceLink,
  }),
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiSubmissionReviewRequest'),
    [CLAIM.targetLinkUri]: text,
    [CLAIM.resourceLink]: optional(ResourceLink),
    [CLAIM.forUser]: z.object({ user_id: text }),
  }),
  Common.extend({
    [CLAIM.messageType]: z.literal('LtiDeepLinkingRequest'),
    [CLAIM.targetLinkUri]: optional(text),
    [CLAIM.deepLinkingSettings]: DeepLinkingSettings,
  }),
]);
export type LaunchClaims = z.infer<typeof LaunchClaims>;
