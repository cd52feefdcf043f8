import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Mounting a small disk of one's own needs a kernel that lets users do so. */
export const canMount = spawnSync('bash', ['-c', `unshare -rm mount -t tmpfs none ${tmpdir()}`]).status === 0;

/** Surroundings, for `failIn`, in which a folder that is there is a disk of its own of this size. */
export const withDisk = (folder: string, size: string, command = 'exec "$@"'): string =>
  `unshare -rm bash -c 'mount -t tmpfs -o size=${size} none ${folder} && ${command}' bash "$@"`;

/** The same, of a disk that is full, and what was put on it nevertheless is listed behind what is said. */
export const withFullDisk = (folder: string): string =>
  withDisk(folder, '4k', `echo full >${folder}/.full && { "$@"; code=$?; ls ${folder}; exit $code; }`);
