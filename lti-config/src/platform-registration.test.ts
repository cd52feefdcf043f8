import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePlatformRegistration } from './platform-registration.ts';

const dir = path.resolve(__dirname, '../platforms');
const files = readdirSync(dir).filter((name) => name.endsWith('.json'));
const read = (name: string): string => readFileSync(path.join(dir, name), 'utf8');
const fill = (text: string): string => text.replaceAll(/<[^>]*>/g, 'value');

describe('the registration files', () => {
  it('cover the platforms that are documented', () => {
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual([
      'blackboard',
      'brightspace',
      'canvas',
      'chamilo',
      'ilias',
      'moodle',
      'open-edx',
      'sakai',
    ]);
  });

  it.each(files)('%s is complete once its placeholders are filled in', (name) => {
    const parsed = parsePlatformRegistration(fill(read(name)));
    expect(parsed).toMatchObject({ ok: true });
  });

  it.each(files)('%s is refused with its placeholders, each of them named', (name) => {
    const parsed = parsePlatformRegistration(read(name));
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults.some((fault) => fault.startsWith('clientId: still contains a placeholder'))).toBe(true);
  });

  it.each(files)('%s has a guide', (name) => {
    const guide = readFileSync(path.resolve(dir, '../guides', name.replace('.json', '.md')), 'utf8');
    expect(guide).toContain('/lti/login');
    expect(guide).toContain('/lti/launch');
    expect(guide).toContain('/lti/jwks');
  });
});

describe('parsePlatformRegistration', () => {
  const complete = JSON.parse(fill(read('moodle.json'))) as Record<string, unknown>;
  const faultsOf = (change: Record<string, unknown>): string[] => {
    const parsed = parsePlatformRegistration(JSON.stringify({ ...complete, ...change }));
    return parsed.ok ? [] : parsed.faults;
  };

  it('lists every fault of a file', () => {
    expect(faultsOf({ issuer: '', keySetUrl: 'ftp://x', extra: 1 })).toHaveLength(3);
  });

  it('refuses a platform of which nothing could launch', () => {
    expect(faultsOf({ deploymentIds: [] })[0]).toMatch(/^deploymentIds: names no deployment/);
    expect(faultsOf({ deploymentIds: [], learnDeployments: true })).toEqual([]);
  });

  it('says so when a file is no JSON', () => {
    expect(parsePlatformRegistration('{')).toMatchObject({ ok: false });
  });
});
