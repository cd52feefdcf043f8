import { CSV_FORMS } from '@chuyen-de/contracts';
import { exportParameters, rememberChoice, rememberedChoice, type ExportChoice } from './export-choice.ts';

const ALL = ['id', 'position', 'exam'];
const aChoice = (over: Partial<ExportChoice> = {}): ExportChoice => ({ ...rememberedChoice(), ...over });
const asked = (over: Partial<ExportChoice>) => exportParameters(aChoice(over), { all: ALL, locale: 'vi' });

afterEach(() => localStorage.clear());

it('is a workbook with words as headings unless somebody chose otherwise', () => {
  expect(asked({})).toEqual({ format: 'xlsx', columns: 'id,position,exam', headings: 'vi' });
});

it('writes CSV as Excel in Vietnamese reads it, with the position last to go on by', () => {
  expect(asked({ format: 'csv', without: ['position', 'id'] })).toEqual({
    format: 'csv',
    columns: 'exam,position',
    headings: 'vi',
    separator: 'semicolon',
    decimal: 'comma',
    dates: 'local',
    bom: 'true',
  });
  expect(asked({ format: 'csv', form: CSV_FORMS.machine, headings: 'name' })).toMatchObject({
    columns: 'id,exam,position',
    headings: 'name',
    separator: 'comma',
    dates: 'iso',
    bom: 'false',
  });
});

it('says nothing of tables where there is none', () => {
  expect(asked({ format: 'jsonl' })).toEqual({ format: 'jsonl' });
});

it('is remembered on the device; what is not understood is not', () => {
  const choice = aChoice({ format: 'csv', without: ['id'] });
  rememberChoice(choice);
  expect(rememberedChoice()).toEqual(choice);
  rememberChoice({ ...choice, format: 'ods' as never });
  expect(rememberedChoice()).toMatchObject({ format: 'xlsx', without: [] });
});
