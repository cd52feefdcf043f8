import { CommandError } from '../../errors.ts';

/** MongoDB's rules for the path of a field in an expression or a stage. */
export function checkFieldPath(path: string): void {
  if (path === '') throw new CommandError(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new CommandError(40353, `FieldPath must not end with a '.': '${path}'`);
  if (path.includes('\0')) throw new CommandError(16411, 'FieldPath field names may not contain a null byte');
  for (const part of path.split('.')) {
    if (part === '')
      throw new CommandError(15998, `FieldPath field names may not be empty strings: '${path}'`);
    if (part.startsWith('$'))
      throw new CommandError(16410, `FieldPath field names may not start with '$': '${part}'`);
  }
  if (path.split('.').length > 200) throw new CommandError(15, 'FieldPath is too long');
}

const variableName = /^[a-z\u0080-\uffff][a-zA-Z0-9_\u0080-\uffff]*$/;

/** A variable that a user may name. */
export function checkVariableName(name: string): void {
  if (variableName.test(name)) return;
  throw new CommandError(9, `'${name}' starts with or contains what a user variable name may not`);
}
