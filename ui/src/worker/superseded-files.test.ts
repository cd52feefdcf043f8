import { supersededFiles } from './superseded-files.ts';

describe('files of earlier builds', () => {
  it('stay for pages that are still open, the oldest go', () => {
    expect(supersededFiles(['a1', 'b1', 'a2', 'b2', 'a3'], ['a3'], 2)).toEqual(['a1', 'b1']);
  });

  it('are not those that the current build shares with them, however old', () => {
    expect(supersededFiles(['shared', 'a1', 'a2'], ['shared', 'a2'], 0)).toEqual(['a1']);
  });

  it('all stay as long as they are few', () => {
    expect(supersededFiles(['a1', 'a2'], ['a2'])).toEqual([]);
  });
});
