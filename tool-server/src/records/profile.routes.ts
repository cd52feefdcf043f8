import { makeProfile, profileTerms } from '@chuyen-de/xapi';
import { Router } from 'express';
import { sendPage } from '../http/index.ts';

/** Seconds: the document changes with a release at most. */
const MAX_AGE = 3_600;

/**
 * The published profile, at the address by which statements name it; the addresses of its templates and
 * extensions lead there.
 * @see xAPI Profiles 1.0, Part Three; https://www.w3.org/TR/cooluris/#r303gendocument
 */
export function profileRoutes(publicUrl: string): Router {
  const router = Router();
  const profile = makeProfile(publicUrl);
  const json = JSON.stringify(profile);

  router.get(['/profile', '/profile/v1'], (_req, res) => {
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cache-Control', `public, max-age=${MAX_AGE}`);
    res.vary('Accept');
    res.format({
      'application/ld+json': () => {
        res.end(json);
      },
      'application/json': () => {
        res.end(json);
      },
      'text/html': () => {
        sendPage(res, 200, {
          locale: 'vi',
          title: `${profile.prefLabel['vi']} – xAPI`,
          paragraphs: [
            profile.definition['vi'] ?? '',
            profile.definition['en'] ?? '',
            ...[...profile.templates, ...profile.concepts].map(
              ({ prefLabel, definition }) =>
                `${prefLabel['vi']} · ${prefLabel['en']}: ${definition['vi']} ${definition['en']}`,
            ),
          ],
        });
      },
    });
  });
  router.get('/profile/{*term}', (_req, res) => {
    res.redirect(303, profileTerms(publicUrl).version);
  });
  return router;
}
