import { acceptContentItems } from './deep-linking/accept-content-items.ts';
import { noFaults } from './faults.ts';
import { overrideGrade, readGradebook, removeColumn } from './gradebook.ts';
import { authorize } from './launch/authorize.ts';
import { initiateDeepLinking, initiateLaunch } from './launch/login-initiation.ts';
import { addCourse, addPerson, enrol } from './people.ts';
import { placeItem, removeItem } from './placement.ts';
import { type Platform, findTool, must } from './platform.ts';
import { openInvitation, registrationAddress } from './registration/open-invitation.ts';
import { issueRegistrationToken } from './registration/registration-token.ts';
import { describeRegistration, saveTool } from './registration/tools.ts';
import type { Sandbox } from './sandbox.types.ts';

type Controls<K extends keyof Sandbox> = Pick<Sandbox, K>;

/** Runs a change and waits until it is on disk. */
const saved = async <T>(platform: Platform, change: () => T): Promise<T> => {
  const result = change();
  await platform.store.commit();
  return result;
};

const peopleControls = (
  platform: Platform,
): Controls<'people' | 'addPerson' | 'courses' | 'addCourse' | 'enrol'> => ({
  people: () => structuredClone(platform.store.state.people),
  addPerson: (person) => saved(platform, () => ({ ...addPerson(platform, person) })),
  courses: () => structuredClone(platform.store.state.courses),
  addCourse: (course) => saved(platform, () => structuredClone(addCourse(platform, course))),
  enrol: (courseId, personId, role) => saved(platform, () => enrol(platform, courseId, personId, role)),
});

const toolControls = (
  platform: Platform,
): Controls<
  'tools' | 'registerTool' | 'registrationAddress' | 'registerByUrl' | 'activateTool' | 'registrationToken'
> => ({
  tools: () => structuredClone(platform.store.state.tools),
  registerTool: (tool) => saved(platform, () => describeRegistration(platform, saveTool(platform, tool))),
  registrationAddress: async (invitationUrl) => (await registrationAddress(platform, invitationUrl)).address,
  registerByUrl: async (invitationUrl, { activate = true } = {}) => {
    const outcome = await openInvitation(platform, invitationUrl);
    if (!outcome.ok) throw new Error(`The tool did not register (${outcome.status}): ${outcome.page}`);
    if (activate) outcome.tool.state = 'active';
    await platform.store.commit();
    return { ...describeRegistration(platform, outcome.tool), page: outcome.page };
  },
  activateTool: (toolId, state = 'active') =>
    saved(platform, () => {
      must(findTool(platform, toolId), 'tool', toolId).state = state;
    }),
  registrationToken: async ({ updates } = {}) =>
    (
      await (updates === undefined
        ? issueRegistrationToken(platform)
        : issueRegistrationToken(platform, 'reg-update', updates))
    ).token,
});

const contentControls = (
  platform: Platform,
): Controls<'links' | 'placeItem' | 'removeItem' | 'returnContentItems' | 'notices'> => ({
  links: (courseId) =>
    structuredClone(platform.store.state.links.filter((link) => link.courseId === courseId)),
  placeItem: (courseId, item) => saved(platform, () => placeItem(platform, courseId, item)),
  removeItem: (linkId) => saved(platform, () => removeItem(platform, linkId)),
  returnContentItems: (returnUrl, jwt) =>
    acceptContentItems(platform, new URL(returnUrl).searchParams.get('sesskey') ?? '', jwt),
  notices: (courseId) => platform.store.state.notices.filter((notice) => notice.courseId === courseId),
});

const launchControls = (
  platform: Platform,
): Controls<'launchForm' | 'deepLinkingForm' | 'completeLogin'> => ({
  launchForm: (linkId, personId, overrides) => initiateLaunch(platform, linkId, personId, overrides),
  deepLinkingForm: (courseId, toolId, personId, overrides) =>
    initiateDeepLinking(platform, courseId, toolId, personId, overrides),
  completeLogin: async (authenticationRequestUrl) => {
    const { searchParams } = new URL(authenticationRequestUrl, platform.url);
    const authorization = await authorize(platform, Object.fromEntries(searchParams));
    if (authorization.form) return authorization.form;
    throw new Error(authorization.ok ? 'No form' : authorization.description);
  },
});

const gradeControls = (platform: Platform): Controls<'gradebook' | 'overrideGrade' | 'removeColumn'> => ({
  gradebook: (courseId) => structuredClone(readGradebook(platform, courseId)),
  overrideGrade: (lineItemId, personId, grade) =>
    saved(platform, () => overrideGrade(platform, lineItemId, personId, grade)),
  removeColumn: (lineItemId) => saved(platform, () => removeColumn(platform, lineItemId)),
});

const faultControls = (
  platform: Platform,
): Controls<
  'faults' | 'setFaults' | 'clearFaults' | 'setPlatformStorage' | 'rotateKeys' | 'revokeAccessTokens'
> => ({
  faults: () => ({ ...platform.faults }),
  setFaults: (faults) => {
    platform.faults = { ...platform.faults, ...faults };
  },
  clearFaults: () => {
    platform.faults = noFaults();
  },
  setPlatformStorage: (storage) => {
    platform.storage = storage;
  },
  rotateKeys: (options) => platform.keys.rotate(options),
  revokeAccessTokens: () => platform.accessTokens.clear(),
});

/** What tests and the demonstration do to the platform from within the process. */
export const controls = (platform: Platform): Omit<Sandbox, 'url' | 'close'> => ({
  ...peopleControls(platform),
  ...toolControls(platform),
  ...contentControls(platform),
  ...launchControls(platform),
  ...gradeControls(platform),
  ...faultControls(platform),
});
