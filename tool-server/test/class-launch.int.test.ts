import { openClass, openLms } from './grade-rooms.ts';
import { Browser } from './lti-harness.ts';

/** Of an address or a header, behind the proxies that there are: 8 KiB, with room for the rest. */
const ROOM_IN_AN_ADDRESS = 6_000;

let opened: Awaited<ReturnType<typeof openLms>>;
beforeAll(async () => {
  opened = await openLms();
});
afterAll(() => opened.close());

it('makes a session that fits into an address, however long the names of people and courses are', async () => {
  const { tool, lms } = opened;
  const room = await openClass(opened);
  const long = 'Lớp bồi dưỡng lý luận chính trị '.repeat(100);
  const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
  const response = await new Browser().launch(lms, {
    claims: {
      name: long,
      given_name: long,
      family_name: long,
      [`${LTI}/context`]: { id: lms.course.id, title: long, label: long },
      [`${LTI}/resource_link`]: { id: lms.linkId, title: long },
    },
  });
  expect(response.status).toBe(303);
  const session = await room.classes.recordLaunch(tool.launches.at(-1)!);
  expect(session.contextTitle).toBe(long.slice(0, 200));
  expect(Buffer.byteLength(JSON.stringify(session)) * (4 / 3)).toBeLessThan(ROOM_IN_AN_ADDRESS);
});
