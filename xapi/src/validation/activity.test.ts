import { checkActivity, checkActivityDefinition } from './activity.ts';

const ID = 'https://tool.example/questions/1';
const one = [{ id: 'a', description: { vi: 'A' } }];

const INTERACTIONS = {
  'true-false': { correctResponsesPattern: ['true'] },
  choice: { correctResponsesPattern: ['a[,]b'], choices: one },
  'fill-in': { correctResponsesPattern: ['{lang=vi}Hà Nội'] },
  'long-fill-in': {},
  matching: { source: one, target: one },
  performance: { steps: one },
  sequencing: { choices: one },
  likert: { scale: one },
  numeric: { correctResponsesPattern: ['1650[:]1652'] },
  other: {},
};

describe.each(['1.0.3', '2.0.0'] as const)('an activity in %s', (version) => {
  it.each([
    ['its id', { id: ID }],
    ['an empty definition', { objectType: 'Activity', id: ID, definition: {} }],
    [
      'a whole definition',
      {
        id: ID,
        definition: {
          name: { vi: 'Câu 1', en: '' },
          description: {},
          type: 'http://adlnet.gov/expapi/activities/question',
          moreInfo: 'https://tool.example/more',
          extensions: { 'https://tool.example/ext': null, 'urn:x': { a: [null] } },
        },
      },
    ],
  ])('may have %s', (_, value) => {
    expect(checkActivity(value, version)).toBeUndefined();
  });

  it.each([
    ['no id', {}, '$.id'],
    ['an id without scheme', { id: 'tool.example/1' }, '$.id'],
    ['an empty id', { id: '' }, '$.id'],
    ['an objectType in lower case', { id: ID, objectType: 'activity' }, '$.objectType'],
    ['an unknown property', { id: ID, name: 'x' }, '$.name'],
    ['a definition that is null', { id: ID, definition: null }, '$.definition'],
  ])('is none with %s', (_, value, path) => {
    expect(checkActivity(value, version)).toMatchObject({ path });
  });

  it.each(Object.entries(INTERACTIONS))('may be an interaction of %s', (interactionType, parts) => {
    expect(checkActivityDefinition({ interactionType, ...parts }, version)).toBeUndefined();
  });

  it.each([
    ['a name that is no map', { name: 'Câu 1' }, '$.name'],
    ['a language that is none', { name: { a12345: 'x' } }, '$.name.a12345'],
    ['a text that is a number', { description: { vi: 1 } }, '$.description.vi'],
    ['a text that is null', { description: { 'en-US': null } }, '$.description["en-US"]'],
    ['a type without scheme', { type: 'question' }, '$.type'],
    ['moreInfo that is no IRL', { moreInfo: '' }, '$.moreInfo'],
    ['extensions that are a list', { extensions: [] }, '$.extensions'],
    ['an extension whose key is no IRI', { extensions: { 'a b': 1 } }, '$.extensions["a b"]'],
    ['an unknown interaction', { interactionType: 'Choice' }, '$.interactionType'],
    [
      'a pattern that is no list',
      { interactionType: 'numeric', correctResponsesPattern: '1' },
      '$.correctResponsesPattern',
    ],
    [
      'a pattern of numbers',
      { interactionType: 'numeric', correctResponsesPattern: [1] },
      '$.correctResponsesPattern[0]',
    ],
    ['a pattern and no interaction', { correctResponsesPattern: ['a'] }, '$.interactionType'],
    ['choices and no interaction', { choices: one }, '$.choices'],
    ['choices of a likert scale', { interactionType: 'likert', choices: one }, '$.choices'],
    ['a component without id', { interactionType: 'choice', choices: [{}] }, '$.choices[0].id'],
    [
      'a component whose id is a number',
      { interactionType: 'choice', choices: [{ id: 1 }] },
      '$.choices[0].id',
    ],
    ['a component with more', { interactionType: 'choice', choices: [{ id: 'a', x: 1 }] }, '$.choices[0].x'],
    ['two components of one id', { interactionType: 'choice', choices: [...one, ...one] }, '$.choices[1].id'],
    ['a component that is no object', { interactionType: 'choice', choices: ['a'] }, '$.choices[0]'],
  ])('has no definition with %s', (_, value, path) => {
    expect(checkActivityDefinition(value, version)).toMatchObject({ path });
  });
});
