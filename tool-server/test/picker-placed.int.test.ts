import type { PickerView } from '@chuyen-de/contracts';
import { Browser, connectSandbox, tokenOf, type Connected } from './lti-harness.ts';
import { openWholeTool, type WholeTool } from './whole-tool.ts';

let tool: WholeTool;
let lms: Connected;
beforeAll(async () => {
  tool = await openWholeTool();
  lms = await connectSandbox(tool);
});
afterAll(async () => {
  await lms.sandbox.close();
  await tool.close();
});

const openPicker = async (of: Connected) => {
  const token = await tokenOf(tool, await new Browser().deepLink(of));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    view: async () => (await (await fetch(`${tool.url}/api/picker`, { headers })).json()) as PickerView,
    select: (items: unknown[]) =>
      fetch(`${tool.url}/api/picker/selection`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ items }),
      }),
  };
};

describe('the content picker', () => {
  it('shows what is in each topic and exam', async () => {
    const { programmes } = await (await openPicker(lms)).view();
    const [programme] = programmes;
    expect(programme?.topics[0]?.parts.map(({ title }) => title.vi)).toEqual([
      'Mở đầu',
      'Nội dung',
      'Kết luận',
    ]);
    expect(programme?.exams[0]?.parts.map(({ count }) => count)).toEqual([6, 4]);
  });

  it('marks what was chosen for the course or opened in it, and in no other course', async () => {
    expect((await (await openPicker(lms)).view()).placed).toEqual([]);
    await new Browser().launch(lms);
    expect((await (await openPicker(lms)).view()).placed).toEqual([{ kind: 'exam', code: 'KT01' }]);
    const items = [{ ref: { kind: 'topic', code: 'CD02' } }, { ref: { kind: 'exam', code: 'KT01' } }];
    expect((await (await openPicker(lms)).select(items)).status).toBe(200);
    expect((await (await openPicker(lms)).view()).placed).toEqual([
      { kind: 'topic', code: 'CD02' },
      { kind: 'exam', code: 'KT01' },
    ]);
    const course = await lms.sandbox.addCourse({
      shortName: 'B',
      fullName: 'B',
      members: [{ personId: lms.lecturer.id, role: 'lecturer' }],
    });
    expect((await (await openPicker({ ...lms, course })).view()).placed).toEqual([]);
  });
});
