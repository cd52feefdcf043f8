import { randomBytes } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { Platform } from '../platform.ts';
import { type Tool, newId } from '../state.ts';
import { allScopes } from '../vocabulary.ts';

export interface NewTool {
  clientName: string;
  loginUrl: string;
  redirectUris: string[];
  targetLinkUrl: string;
  deepLinkUrl?: string | undefined;
  jwksUrl?: string | undefined;
  /** The tool's public keys, where they are not published. */
  jwks?: JSONWebKeySet | undefined;
  description?: string | undefined;
  custom?: Record<string, string> | undefined;
  scopes?: readonly string[] | undefined;
  sharesNames?: boolean | undefined;
  sharesEmail?: boolean | undefined;
  state?: Tool['state'] | undefined;
  /** Brings the tool with this client id up to date; without it a new client is made. */
  clientId?: string | undefined;
}

/** What a tool has to be told by hand where it is not registered by URL. */
export interface RegisteredTool {
  toolId: string;
  issuer: string;
  clientId: string;
  deploymentId: string;
  authorizationUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  openidConfigurationUrl: string;
}

export const newClientId = (): string => randomBytes(8).toString('hex').slice(0, 15);

/** Adds a tool, or brings the one with the same client id up to date. Not yet on disk. */
export function saveTool({ store: { state } }: Platform, tool: NewTool): Tool {
  const clientId = tool.clientId ?? newClientId();
  const values: Omit<Tool, 'id'> = {
    clientId,
    clientName: tool.clientName,
    description: tool.description ?? '',
    state: tool.state ?? 'active',
    loginUrl: tool.loginUrl,
    redirectUris: [...tool.redirectUris],
    targetLinkUrl: tool.targetLinkUrl,
    deepLinkUrl: tool.deepLinkUrl ?? tool.targetLinkUrl,
    jwksUrl: tool.jwksUrl ?? '',
    jwks: tool.jwks,
    custom: tool.custom ?? {},
    scopes: [...(tool.scopes ?? allScopes)],
    sharesNames: tool.sharesNames ?? true,
    sharesEmail: tool.sharesEmail ?? true,
  };
  const existing = state.tools.find((other) => other.clientId === clientId);
  if (existing) return Object.assign(existing, values);
  const added = { id: newId(state), ...values };
  state.tools.push(added);
  return added;
}

export const describeRegistration = ({ url }: Platform, tool: Tool): RegisteredTool => ({
  toolId: tool.id,
  issuer: url,
  clientId: tool.clientId,
  deploymentId: tool.id,
  authorizationUrl: `${url}/lti/authorize`,
  tokenUrl: `${url}/lti/token`,
  jwksUrl: `${url}/lti/jwks`,
  openidConfigurationUrl: `${url}/.well-known/openid-configuration`,
});
