/**
 * In lower case and just as long (in UTF-16 units), so that a place found in it is the same place in the text. JavaScript
 * makes two letters of one alone, the Turkish `İ` (Unicode's SpecialCasing.txt); here it becomes `i`.
 */
export function lowerCase(text: string): string {
  return text.replaceAll('İ', 'I').toLowerCase();
}
