/** An address its owner recognises and nobody else can use: `k…@example.test`. */
export const hiddenAddress = (address: string): string => address.replace(/^(.).*@/u, '$1…@');
