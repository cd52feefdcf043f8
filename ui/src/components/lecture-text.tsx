import type { TopicPage } from '@chuyen-de/contracts';
import classes from './lecture-text.module.css';

/** A section's text, which the server has reduced to a small set of harmless elements. */
export function LectureText({ html, language }: { html: string; language: TopicPage['language'] }) {
  return <div className={classes.text} lang={language} dangerouslySetInnerHTML={{ __html: html }} />;
}
