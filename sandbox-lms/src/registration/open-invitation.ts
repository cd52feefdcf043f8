import { type Platform, findClient } from '../platform.ts';
import type { Tool } from '../state.ts';
import { configurationUrl } from './openid-configuration.ts';
import { issueRegistrationToken } from './registration-token.ts';

export type InvitationOutcome =
  { ok: true; tool: Tool; page: string } | { ok: false; status: number; page: string };

/** The address that an administrator's browser opens to register a tool. */
export async function registrationAddress(
  platform: Platform,
  invitationUrl: string,
): Promise<{ address: string; clientId: string }> {
  const { token, clientId } = await issueRegistrationToken(platform);
  const address = new URL(invitationUrl);
  address.searchParams.set('openid_configuration', configurationUrl(platform));
  address.searchParams.set('registration_token', token);
  return { address: address.href, clientId };
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescape(value);
};

interface HtmlForm {
  action: string;
  fields: URLSearchParams;
}

/** The page's first POST form with the fields that are filled in already: what a click on its button sends. */
function findForm(html: string, base: string): HtmlForm | undefined {
  const form = /<form\b[^>]*\bmethod=["']?post\b[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0];
  const opening = form && /<form\b[^>]*>/i.exec(form)?.[0];
  if (!form || !opening) return undefined;
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    if (name !== undefined) fields.append(name, attribute(tag, 'value') ?? '');
  }
  return { action: new URL(attribute(opening, 'action') ?? base, base).href, fields };
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/**
 * Registers a tool by its invitation as an administrator does in a browser: open the address, and where the tool
 * asks for confirmation, confirm.
 */
export async function openInvitation(platform: Platform, invitationUrl: string): Promise<InvitationOutcome> {
  const { address, clientId } = await registrationAddress(platform, invitationUrl);
  let response = await fetch(address);
  let page = await response.text();
  const form = findClient(platform, clientId) ? undefined : findForm(page, response.url);
  if (form) {
    const cookie = cookiesOf(response);
    response = await fetch(form.action, {
      method: 'POST',
      body: form.fields,
      headers: { Origin: new URL(form.action).origin, ...(cookie && { Cookie: cookie }) },
    });
    page = await response.text();
  }
  const tool = findClient(platform, clientId);
  return tool ? { ok: true, tool, page } : { ok: false, status: response.status, page };
}
