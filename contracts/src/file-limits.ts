const MIB = 1024 * 1024;

/** Bytes that a file of a kind may have. */
export const MOST_FILE_OF_KIND = {
  image: 10 * MIB,
  document: 50 * MIB,
  video: 500 * MIB,
  audio: 100 * MIB,
  captions: MIB,
};

/** Bytes that are sent at a time: an upload that is cut off goes on after the last whole part. */
export const UPLOAD_PART_BYTES = MIB;
