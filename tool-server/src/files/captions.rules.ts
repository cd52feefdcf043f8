/** Hours may be missing. @see WebVTT, 3.1 "WebVTT timestamp" */
const TIME = String.raw`(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}`;
const TIMING = new RegExp(String.raw`^(${TIME})[ \t]+-->[ \t]+(${TIME})(?:[ \t].*)?$`);

const secondsOf = (time: string): number =>
  time.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);

/**
 * The first line of captions that browsers would not read: a browser drops a broken cue without a word.
 * @returns its number, from 1; undefined where all is well
 */
export function brokenCaptionLine(text: string): number | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) return 1;
  let cues = 0;
  for (const [index, line] of lines.entries()) {
    if (!line.includes('-->')) continue;
    const [, start, end] = TIMING.exec(line) ?? [];
    if (start === undefined || end === undefined || secondsOf(end) <= secondsOf(start)) return index + 1;
    cues += 1;
  }
  return cues === 0 ? lines.length : undefined;
}
