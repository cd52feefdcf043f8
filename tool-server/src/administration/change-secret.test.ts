import { targetLines } from './change-secret.ts';

const target = {
  name: "the school's",
  endpoint: 'https://lrs.example/xapi',
  key: 'key',
  version: '1.0.3' as const,
  filter: {},
  pseudonymise: false,
};

describe('a record store elsewhere whose secret is lost with the other', () => {
  it('is given it again by a command that leaves nothing else to remember', () => {
    const filter = {
      verbs: ['https://x.example/v'],
      activities: ['https://a.example/'],
      platforms: ['moodle'],
    };
    const lines = targetLines([{ ...target, version: '2.0.0', filter, pseudonymise: true }]);
    expect(lines[1]).toBe(
      "  npm run admin -- lrs-target add 'https://lrs.example/xapi' 'key' --name 'the school'\\''s' --xapi 2.0.0" +
        " --verb 'https://x.example/v' --activity 'https://a.example/' --platform 'moodle' --pseudonymise",
    );
    expect(lines[2]).toBe("  npm run admin -- lrs-target resume 'the school'\\''s'");
  });

  it('is told names again only where it was before', () => {
    expect(targetLines([target]).join('\n')).not.toContain('--pseudonymise');
  });
});
