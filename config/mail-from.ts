/** MAIL_FROM (`Name <address>` or an address alone) in its two parts; the config has checked it. */
export function readMailFrom(mailFrom: string): { name: string; address: string } {
  const [, name = '', address = mailFrom] = /^([^<]*)<([^>]+)>$/.exec(mailFrom) ?? [];
  return { name: name.trim(), address: address.trim() };
}
