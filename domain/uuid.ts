const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is an identifier as the product writes them: a UUID in small letters (RFC 9562 §4). */
export const isUuid = (text: string): boolean => form.test(text);
