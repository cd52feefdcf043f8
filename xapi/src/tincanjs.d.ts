/** What we use of tincanjs 0.50.0, which ships no types. */
declare module 'tincanjs' {
  interface LrsConfig {
    endpoint: string;
    username: string;
    password: string;
    allowFail: boolean;
  }
  interface HttpRequest {
    method: string;
    data?: string;
  }
  interface Lrs {
    version: string;
    /** What an environment overloads to send requests its own way. */
    _makeRequest(url: string, headers: Record<string, string>, request: HttpRequest): void;
    /** The callback gets an Error when a statement cannot be written in the version, before any request. */
    saveStatements(statements: Statement[], config: { callback: (err: unknown) => void }): unknown;
  }
  interface Statement {
    asVersion(version: string): object;
  }
  const TinCan: {
    LRS: new (config: LrsConfig) => Lrs;
    Statement: new (config: object, options?: { storeOriginal?: boolean; doStamp?: boolean }) => Statement;
  };
  export default TinCan;
}
