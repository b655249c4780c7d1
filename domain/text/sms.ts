/** The GSM 03.38 basic alphabet, and the extension characters that cost two septets (3GPP TS 23.038 §6.2.1). */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}[]~|\\€\f');

/** Units that fit one part, alone or as one of several (the header of a joined part takes six octets). */
const room = {
  gsm7: { single: 160, several: 153 },
  ucs2: { single: 70, several: 67 },
} as const;

export type SmsCoding = keyof typeof room;

/** What a short text costs. `units` are septets of GSM-7 or UTF-16 units; `left` is the room in the last part. */
export interface SmsCount {
  readonly coding: SmsCoding;
  readonly units: number;
  readonly parts: number;
  readonly left: number;
}

/** One Persian letter, ZWNJ or emoji makes the whole text UCS-2. */
const codingOf = (text: string): SmsCoding =>
  Array.from(text).every((character) => basic.has(character) || extended.has(character)) ? 'gsm7' : 'ucs2';

const costOf = (character: string, coding: SmsCoding): number =>
  coding === 'ucs2' ? character.length : extended.has(character) ? 2 : 1;

/** The text cut into the parts a telephone joins again: neither a surrogate pair nor an escaped character is ever split. */
export function splitSms(text: string): string[] {
  const coding = codingOf(text);
  const characters = Array.from(text, (character) => ({ character, cost: costOf(character, coding) }));
  const units = characters.reduce((sum, { cost }) => sum + cost, 0);
  if (units <= room[coding].single) return text === '' ? [] : [text];
  const parts: string[] = [];
  let used = Infinity;
  for (const { character, cost } of characters) {
    const fits = used + cost <= room[coding].several;
    if (fits) parts[parts.length - 1] += character;
    else parts.push(character);
    used = fits ? used + cost : cost;
  }
  return parts;
}

/** Coding, units and parts of a short text, as the operator counts them. */
export function countSms(text: string): SmsCount {
  const coding = codingOf(text);
  const costs = splitSms(text).map((part) =>
    Array.from(part).reduce((sum, character) => sum + costOf(character, coding), 0),
  );
  const limit = costs.length > 1 ? room[coding].several : room[coding].single;
  return {
    coding,
    units: costs.reduce((sum, cost) => sum + cost, 0),
    parts: costs.length,
    left: limit - (costs.at(-1) ?? 0),
  };
}
