/** What a service answers: a body with its media type, or a status alone with the reason in words. */
export type Answer =
  | { status: 200 | 201; type: string; body: unknown; link?: string; location?: string }
  | { status: 201; location?: string }
  | { status: 204 }
  | { status: 200 | 302; page: string; location?: string }
  | { status: number; errors: Record<string, string[]> }
  | { status: number; reason: string };

export const refuse = (status: number, reason: string): Answer => ({ status, reason });

const SIGN_ON = `<!doctype html><html><head><title>Đăng nhập hệ thống</title></head>
<body><form action="/sso"><input name="user"></form></body></html>`;

/** The page of somebody who stands before the platform. */
export const strayPage = (status: 200 | 302): Answer => ({
  status,
  page: SIGN_ON,
  ...(status === 302 && { location: 'https://sso.example/login?service=secret' }),
});

export const mediaType = {
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  memberships: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

/** Undefined for what is no JSON object. */
export function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
