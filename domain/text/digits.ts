/** Zero of the scripts people type digits in: Persian (U+06F0) and Arabic (U+0660). */
const otherDigits = /[\u06F0-\u06F9\u0660-\u0669]/g;
const persianZero = 0x06f0;

/** Persian and Arabic digits as ASCII ones; everything else stays. */
export function toAsciiDigits(text: string): string {
  return text.replace(otherDigits, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** ASCII and Arabic digits as Persian ones; everything else stays. */
export function toPersianDigits(text: string): string {
  return text.replace(/[0-9\u0660-\u0669]/g, (digit) =>
    String.fromCharCode(persianZero + (digit.charCodeAt(0) & 0xf)),
  );
}
