import { randomInt, randomUUID } from 'node:crypto';
import { type Platform, findCourse, findLink, findTool, must } from '../platform.ts';
import type { Tool } from '../state.ts';
import type { DeepLinkingOverrides, FormPost, LaunchOverrides, PendingLaunch } from './launch.types.ts';

const HOUR = 3_600_000;

/** The third-party login initiation that opens a placed activity for a person. */
export function initiateLaunch(
  platform: Platform,
  linkId: string,
  personId: string,
  overrides: LaunchOverrides = {},
): FormPost {
  const link = must(findLink(platform, linkId), 'link', linkId);
  const tool = must(findTool(platform, link.toolId), 'tool', link.toolId);
  return initiate(platform, tool, {
    personId,
    courseId: link.courseId,
    linkId,
    targetLinkUri: link.url,
    messageType: overrides.messageType ?? 'LtiResourceLinkRequest',
    documentTarget: overrides.documentTarget ?? 'iframe',
    forUser: overrides.forUser ?? null,
    overrides,
  });
}

/** The login initiation that opens the tool's content picker. */
export function initiateDeepLinking(
  platform: Platform,
  courseId: string,
  toolId: string,
  personId: string,
  overrides: DeepLinkingOverrides = {},
): FormPost {
  const course = must(findCourse(platform, courseId), 'course', courseId);
  const tool = must(findTool(platform, toolId), 'tool', toolId);
  return initiate(platform, tool, {
    personId,
    courseId: course.id,
    linkId: null,
    targetLinkUri: tool.deepLinkUrl,
    messageType: 'LtiDeepLinkingRequest',
    documentTarget: overrides.documentTarget ?? 'iframe',
    forUser: null,
    overrides,
  });
}

/** Maps keep the order of insertion: the oldest come first. */
function dropExpired(launches: Map<string, PendingLaunch>, now: number): void {
  for (const [key, { startedAt }] of launches) {
    if (startedAt + HOUR > now) return;
    launches.delete(key);
  }
}

type NewLaunch = Omit<PendingLaunch, 'id' | 'startedAt' | 'messageHint' | 'toolId' | 'locale'>;

/** The hint has Moodle's shape: JSON, to be returned byte for byte. */
function initiate(platform: Platform, tool: Tool, launch: NewLaunch): FormPost {
  const id = randomUUID();
  const messageHint = JSON.stringify({
    cmid: Number(launch.linkId ?? 0),
    launchid: `ltilaunch${launch.linkId ?? '_ContentItemSelection'}_${randomInt(1e9)}`,
  });
  const startedAt = platform.clock().getTime();
  dropExpired(platform.launches, startedAt);
  dropExpired(platform.picks, startedAt);
  platform.launches.set(messageHint, {
    ...launch,
    id,
    startedAt,
    messageHint,
    toolId: tool.id,
    locale: launch.overrides.locale ?? platform.locale,
  });
  const fields: Record<string, string | null> = {
    iss: platform.url,
    target_link_uri: launch.targetLinkUri,
    login_hint: launch.personId,
    lti_message_hint: messageHint,
    client_id: tool.clientId,
    lti_deployment_id: tool.id,
    ...storageField(platform, launch),
    ...launch.overrides.loginFields,
  };
  return {
    action: tool.loginUrl,
    fields: Object.fromEntries(
      Object.entries(fields).filter((field): field is [string, string] => field[1] !== null),
    ),
  };
}

/** A window of its own has no parent page that could keep anything. */
function storageField({ storage }: Platform, launch: NewLaunch): Record<string, string> {
  if (storage === 'off' || launch.documentTarget === 'window') return {};
  return { lti_storage_target: storage === 'parent' ? '_parent' : 'lti_storage_frame' };
}
