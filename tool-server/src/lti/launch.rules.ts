import { ItemRef, type Locale, type Role } from '@chuyen-de/contracts';
import { CLAIM, type LaunchClaims } from './claims.rules.ts';
import { mapRoles } from './roles.rules.ts';

/** A launch after the guard and ltijs: who came, from where, to do what. */
export interface LtiLaunch {
  platform: { id: string; issuer: string; clientId: string; name?: string };
  deploymentId: string;
  subject: string;
  roles: Role[];
  rawRoles: string[];
  name?: { full?: string; given?: string; family?: string; middle?: string };
  email?: string;
  locale: Locale;
  context?: { id: string; title?: string; label?: string; type?: string[] };
  resourceLink?: { id: string; title?: string };
  item?: ItemRef;
  custom: Record<string, string>;
  ags?: { lineItem?: string; lineItems?: string; scope: string[] };
  nrps?: { membershipsUrl: string };
  presentation: { target?: string; returnUrl?: string };
  message: 'resource-link' | 'deep-linking' | 'submission-review';
  launchedAt: Date;
  /** Whose work a submission review is about: their `sub`. */
  forUser?: string;
}

const MESSAGES = {
  LtiResourceLinkRequest: 'resource-link',
  LtiSubmissionReviewRequest: 'submission-review',
  LtiDeepLinkingRequest: 'deep-linking',
} as const;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are undefined. */
const present = <T extends object>(members: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;

const presentOrNone = <T extends object>(members: T): Partial<Defined<T>> | undefined => {
  const some = present(members);
  return Object.keys(some).length === 0 ? undefined : some;
};

/**
 * The first of our languages that is asked for, in tags or lists of them (`Accept-Language`). Vietnamese where
 * nothing is asked; English where only others are.
 */
export const localeOf = (...wishes: (string | undefined)[]): Locale => {
  const tags = wishes
    .flatMap((wish) => (wish ?? '').split(','))
    .map((tag) => tag.split(';')[0]?.trim().slice(0, 2).toLowerCase() ?? '')
    .filter((language) => /^[a-z]{2}$/.test(language));
  const known = tags.find((language) => language === 'vi' || language === 'en');
  return known ?? (tags.length === 0 ? 'vi' : 'en');
};

/** Reads `exam:CODE` or `topic:CODE`. */
export function parseItem(text: string | null | undefined): ItemRef | undefined {
  const [kind, code] = (text ?? '').split(/:(.*)/s);
  const parsed = ItemRef.safeParse({ kind, code });
  return parsed.success ? parsed.data : undefined;
}

const queryItem = (target: string | undefined): string | null =>
  target !== undefined && URL.canParse(target) ? new URL(target).searchParams.get('item') : null;

const webAddress = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;

function servicesOf(claims: LaunchClaims): Pick<LtiLaunch, 'ags' | 'nrps'> {
  const ags = claims[CLAIM.ags];
  const nrps = claims[CLAIM.nrps];
  return {
    ...(ags && {
      ags: { ...present({ lineItem: ags.lineitem, lineItems: ags.lineitems }), scope: ags.scope },
    }),
    ...(nrps && { nrps: { membershipsUrl: nrps.context_memberships_url } }),
  };
}

function personOf(
  claims: LaunchClaims,
): Pick<LtiLaunch, 'subject' | 'roles' | 'rawRoles' | 'name' | 'email'> {
  const name = presentOrNone({
    full: claims.name,
    given: claims.given_name,
    family: claims.family_name,
    middle: claims.middle_name,
  });
  const rawRoles = claims[CLAIM.roles];
  return {
    subject: claims.sub,
    roles: mapRoles(rawRoles),
    rawRoles,
    ...(name && { name }),
    ...present({ email: claims.email }),
  };
}

function placeOf(claims: LaunchClaims): Pick<LtiLaunch, 'context' | 'resourceLink' | 'item' | 'forUser'> {
  const context = claims[CLAIM.context];
  const link = CLAIM.resourceLink in claims ? claims[CLAIM.resourceLink] : undefined;
  const forUser = CLAIM.forUser in claims ? claims[CLAIM.forUser].user_id : undefined;
  const item = parseItem(claims[CLAIM.custom]?.['item']) ?? parseItem(queryItem(claims[CLAIM.targetLinkUri]));
  return {
    ...(context && { context: { id: context.id, ...present({ ...context }) } }),
    ...(link && { resourceLink: { id: link.id, ...present({ title: link.title }) } }),
    ...present({ item, forUser }),
  };
}

interface Circumstances {
  platform: LtiLaunch['platform'];
  /** The browser's `Accept-Language`, where the platform names no language. */
  acceptLanguage: string | undefined;
  now: Date;
}

/** What a launch's claims say, in our own words. */
export function readLaunch(
  claims: LaunchClaims,
  { platform, acceptLanguage, now }: Circumstances,
): LtiLaunch {
  const presentation = claims[CLAIM.launchPresentation];
  return {
    platform,
    deploymentId: claims[CLAIM.deploymentId],
    ...personOf(claims),
    ...placeOf(claims),
    ...servicesOf(claims),
    custom: claims[CLAIM.custom] ?? {},
    locale: localeOf(presentation?.locale, claims.locale, acceptLanguage),
    presentation: present({
      target: presentation?.document_target,
      returnUrl: webAddress(presentation?.return_url),
    }),
    message: MESSAGES[claims[CLAIM.messageType]],
    launchedAt: now,
  };
}
