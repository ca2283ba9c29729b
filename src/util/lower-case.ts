/**
 * Lower case with the same length (in UTF-16 units), so that an index found in it is valid in the text. JavaScript's
 * own makes two units of one for only one letter, the Turkish `İ` (Unicode's SpecialCasing.txt), which becomes `i`
 * here.
 */
export function lowerCase(text: string): string {
  return text.replaceAll('İ', 'I').toLowerCase();
}
