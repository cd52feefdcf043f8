import { decodeJwt } from 'jose';
import { Browser, tokenOf, useSandbox } from './lti-harness.ts';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const EXAM = { ref: { kind: 'exam', code: 'KT01' } };
const TOPIC = { ref: { kind: 'topic', code: 'CD01' } };

describe('content picker', () => {
  const { tool, lms } = useSandbox();

  async function openPicker(overrides: Parameters<Browser['deepLink']>[1] = {}) {
    const launched = await new Browser().deepLink(lms(), overrides);
    expect(launched.status).toBe(303);
    const token = await tokenOf(tool(), launched);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    return {
      view: () => fetch(`${tool().url}/api/picker`, { headers }),
      select: (items: unknown[], language: { locale?: string } = {}) =>
        fetch(`${tool().url}/api/picker/selection`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ items, ...language }),
        }),
    };
  }
  const answerOf = async (response: Response) =>
    (await response.json()) as { returnUrl: string; jwt: string };
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

  it('places several items at once, with a column where there is a grade', async () => {
    const picker = await openPicker();
    const view = (await (await picker.view()).json()) as { acceptMultiple: boolean; programmes: unknown[] };
    expect(view).toMatchObject({ acceptMultiple: true, programmes: [{ code: 'CT' }] });
    const { returnUrl, jwt } = await answerOf(await picker.select([EXAM, TOPIC]));
    const returned = await lms().sandbox.returnContentItems(returnUrl, jwt);
    expect(returned).toMatchObject({ ok: true, placed: 2, notices: [] });
    const links = lms().sandbox.links(lms().course.id);
    const placed = links.filter(({ id }) => returned.ok && returned.linkIds.includes(id));
    expect(placed.map(({ title, custom }) => [title, custom['item']])).toEqual([
      ['Bài kiểm tra', 'exam:KT01'],
      ['Chuyên đề một', 'topic:CD01'],
    ]);
    const columns = lms()
      .sandbox.gradebook(lms().course.id)
      .lineItems.filter(({ linkId }) => placed.some(({ id }) => id === linkId));
    expect(columns).toMatchObject([{ scoreMaximum: 10, resourceId: 'exam:KT01', tag: 'exam' }]);
    for (const { id } of placed) {
      const launched = await new Browser().launch({ ...lms(), linkId: id });
      expect(launched.status).toBe(303);
    }
    expect(tool().launches.at(-1)?.item).toEqual({ kind: 'topic', code: 'CD01' });
  });

  it('places a topic with a column where the lecturer asks for one', async () => {
    const picker = await openPicker();
    const { returnUrl, jwt } = await answerOf(await picker.select([{ ...TOPIC, scoreMaximum: 20 }]));
    const returned = await lms().sandbox.returnContentItems(returnUrl, jwt);
    const { lineItems } = lms().sandbox.gradebook(lms().course.id);
    const columns = lineItems.filter(({ linkId }) => returned.ok && returned.linkIds.includes(linkId!));
    expect(columns).toMatchObject([{ scoreMaximum: 20, resourceId: 'topic:CD01', tag: 'topic' }]);
  });

  it('signs for the issuer, echoes the data and writes titles in the launch’s language', async () => {
    const picker = await openPicker({ data: 'opaque <data>', locale: 'en' });
    const { jwt } = await answerOf(await picker.select([{ ...EXAM, scoreMaximum: 30 }]));
    const claims = decodeJwt(jwt);
    expect(claims).toMatchObject({
      iss: lms().registered.clientId,
      aud: lms().sandbox.url,
      [`${LTI}/message_type`]: 'LtiDeepLinkingResponse',
      [`${LTI}/version`]: '1.3.0',
      [`${LTI}/deployment_id`]: lms().registered.deploymentId,
      [`${DL}/data`]: 'opaque <data>',
      [`${DL}/content_items`]: [
        {
          type: 'ltiResourceLink',
          title: 'Exam',
          text: 'Thirty questions',
          url: `${tool().url}/lti/launch?item=exam:KT01`,
          custom: { item: 'exam:KT01' },
          lineItem: { scoreMaximum: 30, label: 'Exam', resourceId: 'exam:KT01', tag: 'exam' },
        },
      ],
    });
  });

  it('writes titles in the language in which they were chosen, where the LMS speaks another', async () => {
    const picker = await openPicker({ locale: 'en' });
    const { jwt } = await answerOf(await picker.select([EXAM], { locale: 'vi' }));
    expect(decodeJwt(jwt)[`${DL}/content_items`]).toMatchObject([
      { title: 'Bài kiểm tra', lineItem: { label: 'Bài kiểm tra' } },
    ]);
  });

  it('answers a request once', async () => {
    const picker = await openPicker();
    const responses = await Promise.all([picker.select([TOPIC]), picker.select([EXAM])]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await codeOf(await picker.select([TOPIC]))).toBe('picker_closed');
    expect((await picker.view()).status).toBe(409);
  });

  it('lets the lecturer cancel', async () => {
    const picker = await openPicker();
    const { returnUrl, jwt } = await answerOf(await picker.select([]));
    expect(decodeJwt(jwt)[`${DL}/content_items`]).toEqual([]);
    expect(await lms().sandbox.returnContentItems(returnUrl, jwt)).toMatchObject({ ok: true, placed: 0 });
  });

  it.each([
    ['several items where one is accepted', { settings: { accept_multiple: false } }, [EXAM, TOPIC]],
    ['links where only files are accepted', { settings: { accept_types: ['file'] } }, [EXAM]],
    ['an item that does not exist', {}, [{ ref: { kind: 'exam', code: 'NONE' } }]],
  ])('refuses %s, and takes another choice', async (_name, overrides, items) => {
    const picker = await openPicker(overrides);
    const response = await picker.select(items);
    expect(response.status).toBe(422);
    expect(await codeOf(response)).toBe('item_not_accepted');
    expect((await picker.select([])).status).toBe(200);
  });

  it('leaves the column out where the LMS wants none', async () => {
    const picker = await openPicker({ settings: { accept_lineitem: false } });
    const { jwt } = await answerOf(await picker.select([EXAM]));
    const [item] = decodeJwt(jwt)[`${DL}/content_items`] as Record<string, unknown>[];
    expect(item).not.toHaveProperty('lineItem');
  });

  it.each([9.5, 0, 101])('refuses a maximum of %d', async (scoreMaximum) => {
    const picker = await openPicker();
    expect((await picker.select([{ ...EXAM, scoreMaximum }])).status).toBe(400);
  });

  it('takes a request without a target, and refuses one without a return address', async () => {
    await openPicker({ claims: { [`${LTI}/target_link_uri`]: undefined } });
    const response = await new Browser().deepLink(lms(), { settings: { deep_link_return_url: undefined } });
    expect(response.status).toBe(401);
  });

  it.each([['membership#Learner'], ['membership#Mentor'], ['institution/person#Instructor']])(
    'refuses who comes as %s, with a page',
    async (role) => {
      const response = await new Browser().deepLink(lms(), {
        claims: { [`${LTI}/roles`]: [`http://purl.imsglobal.org/vocab/lis/v2/${role}`] },
      });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('learner_in_picker');
    },
  );

  it('is closed to sessions of ordinary launches', async () => {
    const token = await tokenOf(tool(), await new Browser().launch(lms()));
    const response = await fetch(`${tool().url}/api/picker`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(403);
    expect((await fetch(`${tool().url}/api/picker`)).status).toBe(401);
  });
});
