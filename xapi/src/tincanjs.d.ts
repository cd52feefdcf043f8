/** What we use of tincanjs 0.50.0, which ships no types. */
declare module 'tincanjs' {
  interface LrsConfig {
    endpoint: string;
    username: string;
    password: string;
    allowFail: boolean;
  }
  /** `err` is null, an Error, or a bare status number: 0 for anything that never became an answer. */
  type SaveCallback = (
    err: null | number | Error,
    xhr: { status: number; responseText: string; abort?(): void } | null,
  ) => void;

  interface Lrs {
    version: string;
    saveStatements(statements: Statement[], config: { callback: SaveCallback }): unknown;
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
