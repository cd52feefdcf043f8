import type { Command } from 'commander';
import { verifyDossier, type DossierFault } from '../dossiers/index.ts';
import { CommandError } from './command-error.ts';
import type { ProgramDeps } from './program-deps.ts';

const MOST_TOLD = 20;

const WORDS: Record<DossierFault['code'], string> = {
  unreadable: 'it is no dossier, or a part of one: it cannot be read to its end',
  signature_wrong: 'the manifest is not what was signed',
  another_key: 'it was signed by another key than that of --key',
  file_missing: 'missing',
  file_changed: 'changed since it was signed',
  file_not_listed: 'not of the dossier',
  file_twice: 'there more than once',
};

const sayFault = (fault: DossierFault): string =>
  'path' in fault ? `${fault.path}: ${WORDS[fault.code]}` : WORDS[fault.code];

/** Commands about what is kept of exams. */
export function addDossierCommands(program: Command, { print }: Pick<ProgramDeps, 'print'>): void {
  program
    .command('dossier')
    .description('what was kept of exams')
    .command('verify <file>')
    .description('hold a dossier against its signature and its sums; needs neither network nor data')
    .option('--key <fingerprint>', 'by which it has to be signed, as the school has published it')
    .action(async (file: string, { key }: { key?: string }) => {
      const wanted = key?.replace(/[\s:]/gu, '').toLowerCase();
      const { manifest, fingerprint, faults } = await verifyDossier(file, wanted).catch(() => {
        throw new CommandError(`There is no file ${file} that can be read.`);
      });
      if (faults.length > 0) {
        const more = faults.length > MOST_TOLD ? [`and ${faults.length - MOST_TOLD} more`] : [];
        const told = [...faults.slice(0, MOST_TOLD).map(sayFault), ...more];
        throw new CommandError(['The dossier does not hold:', ...told.map((line) => `  ${line}`)].join('\n'));
      }
      if (!manifest || fingerprint === undefined) return;
      print(`${manifest.exam.title.vi} (${manifest.exam.code}), ${manifest.attempts} attempts`);
      print(
        `made ${manifest.madeAt} at ${manifest.installation} by ${manifest.madeBy.name ?? manifest.madeBy.id}`,
      );
      print(`${manifest.files.length} files, none missing, none changed, none beside them`);
      print(
        wanted === undefined
          ? 'signed by the key below: hold it against what the school has published'
          : 'signed by:',
      );
      print(fingerprint);
    });
}
