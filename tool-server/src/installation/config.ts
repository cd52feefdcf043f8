import path from 'node:path';
import { ACTOR_NAMINGS, type ActorNaming } from '@chuyen-de/xapi';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A whole number as the environment writes it: digits alone. */
const count = (maximum: number) => {
  const fault = `has to be a whole number from 0 to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, fault)
    .transform(Number)
    .pipe(z.number().max(maximum, fault));
};
const port = count(65_535);

/** More than any machine on which a single store keeps up. */
const MOST_WEB_PROCESSES = 64;
const WEB_PROCESSES = `has to be a whole number from 1 to ${MOST_WEB_PROCESSES}: how many web processes serve`;

/** What an address may not have that LMSs are given and send people back to. */
const FOREIGN_PARTS = {
  username: 'a user name',
  password: 'a password',
  search: 'a query (?)',
  hash: 'a fragment (#)',
} as const;

const WEB_ADDRESS =
  'has to be an address that begins with https:// (or http://), such as https://hoc.example.vn';

const PublicUrl = z.url({ protocol: /^https?$/, error: WEB_ADDRESS }).superRefine((text, context) => {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return;
  const url = new URL(text);
  // The pages, the service worker and the cookies of launches are at home at the root of a host.
  if (!/^\/*$/.test(url.pathname)) context.addIssue({ code: 'custom', message: 'has to be without a path' });
  for (const part of ['username', 'password', 'search', 'hash'] as const)
    if (url[part] !== '')
      context.addIssue({ code: 'custom', message: `has to be without ${FOREIGN_PARTS[part]}` });
});

/** The settings, one line each in README.md's table. */
const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: PublicUrl.optional(),
  DATA_DIR: z.string().min(1).optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'has to begin with mongodb:// or mongodb+srv://')
    .optional(),
  APP_SECRET: z.string().min(32, 'has to have 32 characters or more').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FILES_QUOTA_GB: count(100_000).pipe(z.number().min(1, 'has to be 1 or more')).default(10),
  METRICS_TOKEN: z.string().min(16, 'has to have 16 characters or more').optional(),
  TRUST_PROXY: count(10).default(0),
  WEB_CONCURRENCY: z
    .string()
    .regex(/^\d{1,6}$/, WEB_PROCESSES)
    .transform(Number)
    .pipe(z.number().min(1, WEB_PROCESSES).max(MOST_WEB_PROCESSES, WEB_PROCESSES))
    .default(1),
  LTI_ALLOW_PRIVATE_HOSTS: flag.default(false),
  SANDBOX_PORT: port.optional(),
  SANDBOX_CLASS: flag.default(true),
  XAPI_ACTOR: z.enum(ACTOR_NAMINGS).default('account'),
  XAPI_BODY_LIMIT: z.coerce.number().int().min(1024).max(1_073_741_824).default(16_777_216),
  XAPI_RATE_LIMIT: z.coerce.number().min(0).max(1_000_000).default(0),
  XAPI_UNNAMED_VERSION: z.enum(['0.9', '0.95', '1.0.3', '2.0.0']).default('0.95'),
  RECORDS_SMALL_CELL: z.coerce.number().int().min(0).max(1_000).default(5),
});

export interface Config {
  production: boolean;
  port: number;
  /** Address to listen on; undefined: all. */
  host: string | undefined;
  /** How browsers and LMSs call the tool, without a slash at the end; undefined: as it listens. */
  publicUrl: string | undefined;
  dataDir: string;
  mongoUri: string | undefined;
  /** Undefined outside production: one is made and kept in the data directory. */
  appSecret: string | undefined;
  /** Bytes that the files of an owner (a course, an LMS, the installation) may take. */
  filesQuota: number;
  logLevel: string;
  /** Who has it may read `/metrics`; undefined: nobody, and nothing is measured. */
  metricsToken: string | undefined;
  /** Reverse proxies in front, whose X-Forwarded-* count. */
  trustProxy: number;
  /** How many processes of this machine serve; with one, that is the process itself. */
  webProcesses: number;
  /** Whether LMSs on private or loopback addresses, and over http, may register. */
  allowPrivateHosts: boolean;
  /** How statements name people. */
  xapiActor: ActorNaming;
  recordStore: {
    /** Bytes of a request's body at the most. */
    bodyLimit: number;
    /** Requests a second that a credential may make; 0: as many as it likes. */
    rateLimit: number;
    /** The xAPI version that the refusal of a request without one carries. */
    unnamedVersion: string;
    /** Fewer learners than this behind a figure: it is withheld from who may not see people. */
    smallCell: number;
  };
  /** Undefined in production: no sandbox there. */
  sandboxPort: number | undefined;
  /** Whether the sandbox shows a class that has finished beside the empty one. */
  sandboxClass: boolean;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] };

/** What production may not leave to a default. */
const REQUIRED_IN_PRODUCTION = {
  PUBLIC_URL: 'the https address under which browsers and the LMS reach the tool',
  APP_SECRET: 'a random secret of 32 characters or more',
  DATA_DIR: 'where the data is kept (or set MONGODB_URI)',
} as const;

function missingInProduction(given: Record<string, string | undefined>): string[] {
  if (given['NODE_ENV'] !== 'production') return [];
  return Object.entries(REQUIRED_IN_PRODUCTION)
    .filter(([name]) => given[name] === undefined)
    .filter(([name]) => name !== 'DATA_DIR' || given['MONGODB_URI'] === undefined)
    .map(([name, what]) => `${name} is missing: ${what}`);
}

/** Frames of LMSs open nothing by http; only a school's own network, or a trial of production, does without https. */
function withoutHttps(given: Record<string, string | undefined>): string[] {
  const isTrial = given['NODE_ENV'] !== 'production' || given['LTI_ALLOW_PRIVATE_HOSTS'] === 'true';
  const url = given['PUBLIC_URL'] ?? '';
  if (isTrial || !URL.canParse(url) || new URL(url).protocol !== 'http:') return [];
  return [
    'PUBLIC_URL: has to begin with https://, which browsers and LMSs ask for (LTI_ALLOW_PRIVATE_HOSTS=true allows http)',
  ];
}

/**
 * Reads the settings from the environment, or lists every fault in it.
 * An empty variable counts as absent.
 */
export function parseEnv(environment: Record<string, string | undefined>): ConfigResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  const faults = [...missingInProduction(given), ...withoutHttps(given), ...wrong];
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const config: Config = {
    production,
    port: env.PORT,
    // A demonstration that nobody said to call from outside is for this machine alone.
    host: env.HOST ?? (production || env.PUBLIC_URL !== undefined ? undefined : '127.0.0.1'),
    publicUrl: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    dataDir: path.resolve(env.DATA_DIR ?? 'data'),
    mongoUri: env.MONGODB_URI,
    appSecret: env.APP_SECRET,
    filesQuota: env.FILES_QUOTA_GB * 1024 ** 3,
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN,
    trustProxy: env.TRUST_PROXY,
    webProcesses: env.WEB_CONCURRENCY,
    allowPrivateHosts: env.LTI_ALLOW_PRIVATE_HOSTS || !production,
    xapiActor: env.XAPI_ACTOR,
    recordStore: {
      bodyLimit: env.XAPI_BODY_LIMIT,
      rateLimit: env.XAPI_RATE_LIMIT,
      unnamedVersion: env.XAPI_UNNAMED_VERSION,
      smallCell: env.RECORDS_SMALL_CELL,
    },
    sandboxPort: production ? undefined : (env.SANDBOX_PORT ?? (env.PORT === 0 ? 0 : env.PORT + 1)),
    sandboxClass: env.SANDBOX_CLASS,
  };
  return { ok: true, config };
}
