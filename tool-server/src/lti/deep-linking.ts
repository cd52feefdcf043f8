import { createPrivateKey, randomUUID } from 'node:crypto';
import type { ItemRef, LanguageMap, Locale, PickerResponse, PickerSelection } from '@chuyen-de/contracts';
import { SignJWT } from 'jose';
import type { Connection } from 'mongoose';
import type { Clock } from '../kernel/clock.ts';
import type { Whereabouts } from '../policies/index.ts';
import { CLAIM } from './claims.rules.ts';
import type { Engine } from './engine.ts';
import { pickerModel, type StoredPicker } from './picker.model.ts';
import type { Platforms } from './platforms.ts';
import { iconAddress, itemAddress } from './tool-addresses.ts';

const DEEP_LINKING = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const LINK = 'ltiResourceLink';
/** Some platforms (Moodle) refuse an answer that is younger than their own clock. */
const LEEWAY_SECONDS = 10;
const LIFETIME_SECONDS = 300;
/** In pixels; the picture is drawn by lines and fits any. */
const ICON_SIZE = 64;

type Selected = PickerSelection['items'][number];

/** How an item presents itself to the LMS. */
export interface ItemDescription {
  title: LanguageMap;
  summary: LanguageMap;
  graded: boolean;
  scoreMaximum: number;
}

interface Deps {
  connection: Connection;
  clock: Clock;
  publicUrl: string;
  engine: Engine;
  platforms: Platforms;
  /** An item as those see it who are there. */
  describeItem: (ref: ItemRef, where: Whereabouts) => Promise<ItemDescription | undefined>;
}

export type PickerAnswer =
  | ({ ok: true } & PickerResponse)
  | { ok: false; error: { code: 'picker_closed' } | { code: 'item_not_accepted'; reason: string } };

const inLanguage = (map: LanguageMap, locale: Locale): string =>
  locale === 'en' ? (map.en ?? map.vi) : map.vi;

/** Why the LMS would not take these items; undefined when it would. */
function refusalOf(picker: StoredPicker, items: Selected[]): string | undefined {
  if (items.length > 0 && !picker.acceptTypes.includes(LINK)) return 'links';
  return items.length > 1 && !picker.acceptMultiple ? 'several' : undefined;
}

/** @see LTI Deep Linking 2.0, 3.1 */
function contentItem(
  { ref, scoreMaximum }: Selected,
  description: ItemDescription,
  { picker, locale, publicUrl }: { picker: StoredPicker; locale: Locale; publicUrl: string },
): Record<string, unknown> {
  const item = `${ref.kind}:${ref.code}`;
  const title = inLanguage(description.title, locale);
  // A topic has a column where the lecturer asks for one.
  const graded = (description.graded || scoreMaximum !== undefined) && picker.acceptLineItem;
  // Moodle silently drops an item whose maximum is not a whole number.
  const maximum = scoreMaximum ?? Math.max(1, Math.round(description.scoreMaximum));
  return {
    type: LINK,
    title,
    text: inLanguage(description.summary, locale),
    url: itemAddress(publicUrl, ref),
    custom: { item },
    icon: { url: iconAddress(publicUrl), width: ICON_SIZE, height: ICON_SIZE },
    ...(graded && { lineItem: { scoreMaximum: maximum, label: title, resourceId: item, tag: ref.kind } }),
  };
}

/** @see LTI Deep Linking 2.0, 4 */
async function signResponse(
  picker: StoredPicker,
  items: Record<string, unknown>[],
  { platforms, engine, clock }: Deps,
): Promise<string> {
  const platform = await platforms.find(picker.platformId);
  if (!platform) throw new Error(`picker ${picker._id} belongs to no platform`);
  const { kid, pem } = await engine.signingKey(platform);
  const now = Math.floor(clock.now().getTime() / 1000) - LEEWAY_SECONDS;
  return new SignJWT({
    nonce: randomUUID(),
    [CLAIM.deploymentId]: picker.deploymentId,
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [`${DEEP_LINKING}/content_items`]: items,
    ...(picker.data !== undefined && { [`${DEEP_LINKING}/data`]: picker.data }),
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(platform.clientId)
    .setAudience(platform.issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + LEEWAY_SECONDS + LIFETIME_SECONDS)
    .sign(createPrivateKey(pem));
}

/** Answers an LMS's request for content, once, by a signed message. */
export function makeDeepLinking(deps: Deps) {
  const { connection, clock, publicUrl, describeItem } = deps;
  const pickers = pickerModel(connection);

  const findOpen = (pickerId: string): Promise<StoredPicker | null> =>
    pickers
      .findOne({ _id: pickerId, answeredAt: null, expiresAt: { $gt: clock.now() } })
      .lean<StoredPicker>();

  return {
    /** What the LMS would take; undefined when the request was answered or is too old. */
    async viewOf(pickerId: string): Promise<{ acceptMultiple: boolean } | undefined> {
      const picker = await findOpen(pickerId);
      return picker ? { acceptMultiple: picker.acceptMultiple } : undefined;
    },

    /** Signs the chosen items; no item means that the lecturer cancelled. */
    async respond(
      pickerId: string,
      { items, locale: chosen }: PickerSelection,
      where: Whereabouts,
    ): Promise<PickerAnswer> {
      const picker = await findOpen(pickerId);
      if (!picker) return { ok: false, error: { code: 'picker_closed' } };
      const refusal = refusalOf(picker, items);
      if (refusal !== undefined) return { ok: false, error: { code: 'item_not_accepted', reason: refusal } };
      const locale = chosen ?? picker.locale;
      const contentItems: Record<string, unknown>[] = [];
      for (const selected of items) {
        const description = await describeItem(selected.ref, where);
        if (!description) return { ok: false, error: { code: 'item_not_accepted', reason: 'unknown' } };
        contentItems.push(contentItem(selected, description, { picker, locale, publicUrl }));
      }
      const jwt = await signResponse(picker, contentItems, deps);
      const closed = await pickers.updateOne(
        { _id: pickerId, answeredAt: null },
        { $set: { answeredAt: clock.now() } },
      );
      if (closed.modifiedCount === 0) return { ok: false, error: { code: 'picker_closed' } };
      return { ok: true, returnUrl: picker.returnUrl, jwt };
    },
  };
}

export type DeepLinking = ReturnType<typeof makeDeepLinking>;
