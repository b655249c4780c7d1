/** An HTML tag or comment as a browser would read one; «دما < ۵ و فشار > ۲» has none. */
export const htmlTag = /<(?:\/?[A-Za-z][^<>]*|!--|!\[CDATA\[|!DOCTYPE|\?[A-Za-z])/iu;
/** A character written as an entity of HTML or XML. */
export const entity = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/iu;

/** Pictures, titles of links and links to anything but http, https, tel and mailto: none of the Markdown subset has them. */
const images = /!\[[^\]]*\]\(/u;
const foreignLinks = /\]\(\s*(?!https?:|tel:|mailto:)[a-z][a-z0-9+.-]*:/iu;
const linkTitles = /\]\([^()\s]+\s+["'(]/u;

/** Whether a text holds markup that would be shown as letters or be lost: the author is told instead. */
export function hasRefusedMarkup(text: string): boolean {
  return [htmlTag, entity, images, foreignLinks, linkTitles].some((pattern) => pattern.test(text));
}
