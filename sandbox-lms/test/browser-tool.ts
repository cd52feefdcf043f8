import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { claim } from '../src/vocabulary.ts';
import type { Sandbox } from '../src/index.ts';
import type { ToolClient } from './tool-client.ts';

const bodyOf = async (req: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return new URLSearchParams(text);
};

const STORAGE_PROBE = `<pre id="log"></pre><script>
  const target = new URLSearchParams(location.hash.slice(1)).get('target');
  const storage = target === '_parent' ? parent : parent.frames[target];
  const ask = (to, message) => new Promise((resolve) => {
    const message_id = crypto.randomUUID();
    addEventListener('message', ({ data }) => data.message_id === message_id && resolve(data));
    to.postMessage({ ...message, message_id }, '*');
  });
  (async () => {
    const { supported_messages } = await ask(parent, { subject: 'lti.capabilities' });
    await ask(storage, { subject: 'lti.put_data', key: 'state', value: 'abc' });
    const kept = await ask(storage, { subject: 'lti.get_data', key: 'state' });
    const none = await ask(storage, { subject: 'lti.get_data', key: 'other' });
    document.getElementById('log').textContent =
      [supported_messages[1].frame, kept.subject, kept.value, none.value].join(' ');
  })();
</script>`;

export interface BrowserTool {
  /** The storage targets that came with login initiations. */
  storageTargets: (string | null)[];
  url: string;
  close(): void;
}

/** The pages of a tool, as a browser meets them: login, activity, picker, registration. */
export async function startBrowserTool(sandbox: Sandbox, client: ToolClient): Promise<BrowserTool> {
  const storageTargets: (string | null)[] = [];
  const { clientId } = client.registration;
  const login = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const fields = Object.fromEntries(await bodyOf(req));
    storageTargets.push(fields.lti_storage_target ?? null);
    const redirect = { redirect_uri: `${url}/launch` };
    const location = client.authenticationRequest({ action: '', fields }, redirect);
    res.writeHead(302, { Location: location }).end();
  };
  const launch = async (req: IncomingMessage): Promise<string> => {
    const claims = decodeJwt((await bodyOf(req)).get('id_token') ?? '');
    const settings = claims[claim.deepLinkingSettings] as { deep_link_return_url: string } | undefined;
    if (!settings) {
      const { document_target: where } = claims[claim.launchPresentation] as Record<string, string>;
      const target = storageTargets.at(-1);
      return `<h1>Tool for ${String(claims.name)} in ${String(where)}</h1>
        ${target ? `<iframe id="never"></iframe><script>location.hash = 'target=${target}'</script>${STORAGE_PROBE}` : ''}`;
    }
    const items = [1, 2].map((n) => ({
      type: 'ltiResourceLink',
      title: `Chuyên đề ${n} <script>alert(1)</script>`,
      lineItem: { scoreMaximum: 10 },
    }));
    const jwt = await client.deepLinkingResponse(items);
    return `<form method="post" action="${settings.deep_link_return_url}">
      <input type="hidden" name="JWT" value="${jwt}"><button>Pick two</button></form>`;
  };
  const registered = `<h1>Registering</h1>
    <button onclick="parent.postMessage({ subject: 'org.imsglobal.lti.close' }, '*')">Close</button>`;
  const server = createServer((req, res) => {
    void (async () => {
      const { pathname } = new URL(req.url ?? '', 'http://tool');
      if (pathname === '/login') {
        await login(req, res);
        return;
      }
      res.setHeader('Content-Type', 'text/html; charset=utf-8');
      res.end(pathname === '/launch' ? await launch(req) : registered);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await sandbox.registerTool({
    clientId,
    clientName: 'Tool',
    loginUrl: `${url}/login`,
    redirectUris: [`${url}/launch`],
    targetLinkUrl: `${url}/launch`,
    jwksUrl: `${client.url}/jwks`,
  });
  return {
    storageTargets,
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
