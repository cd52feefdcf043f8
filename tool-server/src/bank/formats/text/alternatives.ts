/** Answers that are all accepted, with a line between them: "Việt Minh | Mặt trận Việt Minh". */
export const alternativesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];
