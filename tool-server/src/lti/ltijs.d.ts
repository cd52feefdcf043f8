/**
 * What we use of ltijs 5.9.9: the declarations on the registry describe another version.
 * @see node_modules/ltijs/dist/Provider/Provider.js
 */
declare module 'ltijs' {
  import type { KeyObject } from 'node:crypto';
  import type { IncomingMessage, ServerResponse } from 'node:http';

  type Item = Record<string, unknown>;

  /** ltijs' own Express 4 application and its requests, as far as we touch them. */
  interface EngineRequest extends IncomingMessage {
    body: Record<string, string>;
    signedCookies?: Record<string, string>;
  }
  interface EngineResponse extends ServerResponse {
    locals: { err?: { details: { message: string } } };
  }
  type EngineHandler = (req: EngineRequest, res: EngineResponse, next: () => void) => void;
  type EngineApp = ((req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void) & {
    use: (handler: EngineHandler) => void;
  };

  /** Where ltijs keeps what it knows. With a key, what is stored has to be encrypted. */
  interface DatabasePlugin {
    setup(): Promise<boolean>;
    Close(): Promise<boolean>;
    Get(key: string | false, collection: string, query?: Item): Promise<Item[] | false>;
    Insert(key: string | false, collection: string, item: Item, index?: Item): Promise<boolean>;
    Replace(key: string | false, collection: string, query: Item, item: Item, index?: Item): Promise<boolean>;
    Modify(key: string | false, collection: string, query: Item, change: Item): Promise<boolean>;
    Delete(collection: string, query: Item): Promise<boolean>;
  }

  interface ProviderOptions {
    appRoute: string;
    loginRoute: string;
    keysetRoute: string;
    dynRegRoute: string;
    cors: boolean;
    tokenMaxAge: number;
    /** Calls `onConnect` in the launch's own request, without its session cookie and redirect. */
    ltiaas: boolean;
    serverAddon: (app: EngineApp) => void;
  }

  interface Platform {
    platformKid(): Promise<string>;
    platformPrivateKey(): Promise<string>;
  }

  interface PlatformRegistration {
    url: string;
    clientId: string;
    name: string;
    authenticationEndpoint: string;
    accesstokenEndpoint: string;
    authorizationServer?: string | undefined;
    authConfig: { method: 'JWK_SET' | 'JWK_KEY' | 'RSA_KEY'; key: string | KeyObject };
  }

  type LaunchCallback = (token: Item, req: EngineRequest, res: EngineResponse) => void;
  type RefusalCallback = (req: EngineRequest, res: EngineResponse) => void;

  interface Provider {
    app: EngineApp;
    setup(encryptionKey: KeyObject, database: { plugin: DatabasePlugin }, options: ProviderOptions): this;
    deploy(options: { serverless: true; silent: true }): Promise<true>;
    onConnect(callback: LaunchCallback): true;
    onDeepLinking(callback: LaunchCallback): true;
    onInvalidToken(callback: RefusalCallback): true;
    onSessionTimeout(callback: RefusalCallback): true;
    onUnregisteredPlatform(callback: RefusalCallback): true;
    onInactivePlatform(callback: RefusalCallback): true;
    registerPlatform(platform: PlatformRegistration): Promise<Platform>;
    getPlatform(url: string, clientId: string): Promise<Platform | false>;
  }
  /** The one instance that the module makes; its class is not exported. */
  export const Provider: Provider;
}
