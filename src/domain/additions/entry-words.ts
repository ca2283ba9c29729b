/** Whether a label or title says that it is a final. */
export function saysFinal(text: string): boolean {
  return /(?<![\p{L}\p{N}])(?:grand ?)?finals?(?![\p{L}\p{N}])|결승(?!골)|파이널/iu.test(text.normalize('NFKC'));
}
