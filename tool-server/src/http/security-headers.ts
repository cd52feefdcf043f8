import helmet from 'helmet';

/**
 * Any page may frame the application: it holds no cookie that a framing page could ride on, and which
 * origins an LMS frames from is known to the LMS alone. Forms go to the LMS when content was picked.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'", 'https:', 'http:'],
      baseUri: ["'none'"],
    },
  },
  frameguard: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  // The address of a launch must not travel on to pages that a lecture links to.
  referrerPolicy: { policy: 'no-referrer' },
});
