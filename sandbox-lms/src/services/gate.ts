import type { Request, RequestHandler, Response } from 'express';
import { type Platform, findCourse, findLineItem, findTool } from '../platform.ts';
import type { Course, LineItem, Tool } from '../state.ts';
import { type Answer, refuse } from './answer.ts';

export type Query = Record<string, string | undefined>;

export const cutConnection = (res: Response): void => void res.socket?.destroy();

export function send(res: Response, answer: Answer): void {
  res.status(answer.status);
  if ('reason' in answer) {
    res.json({ status: answer.status, reason: answer.reason });
    return;
  }
  if ('errors' in answer) {
    res.json(answer.errors);
    return;
  }
  if ('location' in answer) res.set('Location', answer.location);
  if ('page' in answer) {
    res.type('html').send(answer.page);
    return;
  }
  if (!('type' in answer)) {
    res.end();
    return;
  }
  if (answer.link) res.set('Link', answer.link);
  res.set('Content-Type', answer.type).send(JSON.stringify(answer.body));
}

function findGrantedTool(platform: Platform, req: Request, wanted: string[]): Tool | undefined {
  const [, token] = /^Bearer (.+)$/.exec(req.headers.authorization ?? '') ?? [];
  const granted = token === undefined ? undefined : platform.accessTokens.get(token);
  if (!granted || granted.expiresAt <= platform.clock().getTime()) return undefined;
  if (!wanted.some((name) => granted.scopes.includes(name))) return undefined;
  const tool = findTool(platform, granted.toolId);
  return tool?.state === 'active' ? tool : undefined;
}

export const hasMediaType = (req: Request, type: string): boolean =>
  (req.headers['content-type'] ?? '').split(';')[0]?.trim() === type;

export const bodyOf = (req: Request): string => (typeof req.body === 'string' ? req.body : '');

type Entrance = { ok: true; tool: Tool; course: Course } | { ok: false; answer: Answer };

/** Whoever holds a token of the tool for one of the wanted scopes, at an address of its own. */
export const entrance = (platform: Platform, req: Request, wanted: string[]): Entrance => {
  const tool = findGrantedTool(platform, req, wanted);
  if (!tool) return { ok: false, answer: refuse(401, 'Token or scope does not fit') };
  const course = findCourse(platform, String(req.params.courseId));
  if (!course) return { ok: false, answer: refuse(404, 'No such course') };
  const typeId = (req.query as Query).type_id;
  if (typeId !== undefined && typeId !== tool.id)
    return { ok: false, answer: refuse(403, 'The address belongs to another tool') };
  return { ok: true, tool, course };
};

export function findOwnItem(
  platform: Platform,
  req: Request,
  { tool, course }: { tool: Tool; course: Course },
): LineItem | Answer {
  const item = findLineItem(platform, String(req.params.itemId));
  if (!item) return refuse(404, 'No such line item');
  if (item.courseId !== course.id || item.toolId !== tool.id)
    return refuse(403, 'The line item belongs elsewhere');
  return item;
}

export const onCourse =
  (
    platform: Platform,
    wanted: string[],
    act: (req: Request, tool: Tool, course: Course) => Answer | Promise<Answer>,
  ): RequestHandler =>
  async (req, res) => {
    const entered = entrance(platform, req, wanted);
    send(res, entered.ok ? await act(req, entered.tool, entered.course) : entered.answer);
  };

export const onItem = (
  platform: Platform,
  wanted: string[],
  act: (req: Request, item: LineItem) => Answer | Promise<Answer>,
): RequestHandler =>
  onCourse(platform, wanted, (req, tool, course) => {
    const item = findOwnItem(platform, req, { tool, course });
    return 'status' in item ? item : act(req, item);
  });

export const wrongMethod: RequestHandler = (_req, res) => send(res, refuse(405, 'Wrong method'));
