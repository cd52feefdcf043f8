import { decodeJwt, generateKeyPair } from 'jose';
import { claim } from '../src/vocabulary.ts';
import type { DeepLinkingOverrides } from '../src/index.ts';
import { type Class, aClass, anotherClass } from './class.ts';

let room: Class;
beforeAll(async () => {
  room = await aClass();
});
beforeEach(async () => {
  room = await anotherClass(room);
});
afterAll(() => room.close());

interface Settings {
  deep_link_return_url: string;
  data?: string;
}

const openPicker = async (overrides?: DeepLinkingOverrides) => {
  const { sandbox, tool, course, lecturer } = room;
  const { toolId } = tool.registration;
  const login = sandbox.deepLinkingForm(course.id, toolId, lecturer.id, overrides);
  const { fields } = await sandbox.completeLogin(tool.authenticationRequest(login));
  const claims = decodeJwt(fields.id_token!);
  return { claims, settings: claims[claim.deepLinkingSettings] as Settings };
};

const anItem = (changes: object = {}) => ({
  type: 'ltiResourceLink',
  title: 'Chuyên đề 1',
  url: `${room.tool.url}/launch?item=topic-1`,
  custom: { item: 'topic-1' },
  lineItem: { scoreMaximum: 10, resourceId: 'topic-1', tag: 'topic' },
  ...changes,
});

const titles = () => room.sandbox.links(room.course.id).map(({ title }) => title);

it('asks as Moodle does: several links, no data', async () => {
  const { claims, settings } = await openPicker();
  expect(claims).toMatchObject({
    [claim.messageType]: 'LtiDeepLinkingRequest',
    [claim.targetLinkUri]: `${room.tool.url}/pick`,
  });
  expect(claims).not.toHaveProperty([claim.resourceLink]);
  expect(settings).toMatchObject({
    accept_types: ['ltiResourceLink'],
    accept_multiple: true,
    auto_create: false,
  });
  expect(settings).not.toHaveProperty('data');
});

it('places what was picked, each with its column', async () => {
  const { settings } = await openPicker();
  const jwt = await room.tool.deepLinkingResponse([
    anItem(),
    anItem({ title: 'Tài liệu', lineItem: undefined }),
  ]);
  const picked = await room.sandbox.returnContentItems(settings.deep_link_return_url, jwt);
  expect(picked).toMatchObject({ ok: true, placed: 2, notices: [] });
  expect(titles()).toEqual(['Bài thi cuối khóa', 'Chuyên đề 1', 'Tài liệu']);
  const { lineItems } = room.sandbox.gradebook(room.course.id);
  expect(lineItems.at(-1)).toMatchObject({
    label: 'Chuyên đề 1',
    scoreMaximum: 10,
    resourceId: 'topic-1',
    tag: 'topic',
  });
});

it.each([0, 8.5, 101])('loses an item whose maximum is %d, and says so only here', async (scoreMaximum) => {
  const { settings } = await openPicker();
  const jwt = await room.tool.deepLinkingResponse([anItem({ lineItem: { scoreMaximum } })]);
  expect(await room.sandbox.returnContentItems(settings.deep_link_return_url, jwt)).toMatchObject({
    ok: true,
    placed: 0,
    notices: [{ kind: 'item_lost' }],
  });
  expect(titles()).toEqual(['Bài thi cuối khóa']);
});

it('ignores other types and keeps messages as notices', async () => {
  const { settings } = await openPicker();
  const jwt = await room.tool.deepLinkingResponse([{ type: 'link', url: 'https://x.example' }], {
    [claim.deepLinkingMsg]: 'Xong',
    [claim.deepLinkingErrorMsg]: 'Thiếu',
  });
  await room.sandbox.returnContentItems(settings.deep_link_return_url, jwt);
  expect(room.sandbox.notices(room.course.id).map(({ kind }) => kind)).toEqual([
    'message',
    'error',
    'item_ignored',
  ]);
});

it('wants data back as it was sent', async () => {
  const { settings } = await openPicker({ data: 'csrf=1' });
  expect(settings.data).toBe('csrf=1');
  const without = await room.tool.deepLinkingResponse([anItem()]);
  const back = settings.deep_link_return_url;
  expect(await room.sandbox.returnContentItems(back, without)).toMatchObject({ ok: false });
  const jwt = await room.tool.deepLinkingResponse([anItem()], {
    [claim.deepLinkingData]: 'csrf=1',
  });
  expect(await room.sandbox.returnContentItems(back, jwt)).toMatchObject({ ok: true });
});

it.each([
  ['issuer', { iss: 'somebody' }],
  ['audience', { aud: 'https://elsewhere.example' }],
  ['deployment', { [claim.deploymentId]: '999' }],
  ['version', { [claim.version]: '1.1' }],
  ['message type', { [claim.messageType]: 'LtiResourceLinkRequest' }],
  ['expiry', { exp: 1 }],
  ['nonce', { nonce: undefined }],
])('refuses a response with a wrong %s', async (_what, changes) => {
  const { settings } = await openPicker();
  const jwt = await room.tool.deepLinkingResponse([anItem()], changes);
  const picked = await room.sandbox.returnContentItems(settings.deep_link_return_url, jwt);
  expect(picked).toMatchObject({ ok: false });
  expect(titles()).toEqual(['Bài thi cuối khóa']);
});

it('refuses a foreign signature, a used nonce and a used address', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const first = await openPicker();
  const back = first.settings.deep_link_return_url;
  const forged = await room.tool.sign({ iss: 'x' }, { key: privateKey });
  expect(await room.sandbox.returnContentItems(back, forged)).toMatchObject({ ok: false });
  const jwt = await room.tool.deepLinkingResponse([anItem()]);
  expect(await room.sandbox.returnContentItems(back, jwt)).toMatchObject({ ok: true });
  const fresh = await room.tool.deepLinkingResponse([anItem()]);
  expect(await room.sandbox.returnContentItems(back, fresh)).toMatchObject({ ok: false });
  const second = await openPicker();
  expect(await room.sandbox.returnContentItems(second.settings.deep_link_return_url, jwt)).toMatchObject({
    ok: false,
  });
});
