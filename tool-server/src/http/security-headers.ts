import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Does what a middleware does that sets the same headers on every response; which, is found out once. */
function settingHeadersOf(middleware: ReturnType<typeof helmet>): RequestHandler {
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: () => undefined,
  };
  middleware({} as never, response as never, (error) => {
    if (error) throw error instanceof Error ? error : new Error('no security headers');
  });
  return (_req, res, next) => {
    res.setHeaders(headers);
    next();
  };
}

/**
 * Any page may frame the application: it holds no cookie that a framing page could ride on, and which
 * origins an LMS frames from is known to the LMS alone. Forms go to the LMS when content was picked.
 */
export const securityHeaders = settingHeadersOf(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'", 'https:', 'http:'],
        baseUri: ["'none'"],
      },
    },
    // What else the school has under its name is not ours to move to https.
    strictTransportSecurity: { includeSubDomains: false },
    frameguard: false,
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: false,
    // The address of a launch must not travel on to pages that a lecture links to.
    referrerPolicy: { policy: 'no-referrer' },
  }),
);

/** What the API answers is about one person, and stays in no cache of a browser or on the way. */
export const notStored: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  next();
};
