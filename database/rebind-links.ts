import { eq, isNull } from 'drizzle-orm';
import { codeHmac, linkCode, linkToken, tokenSha256 } from '../config/derive.js';
import type { Tx } from './connection.js';
import { invitations } from './schema.js';

/**
 * Binds every open invitation to this SECRET_KEY and gives how many were bound to another: their links in mails already
 * sent are dead, and the next reminder carries one that works.
 */
export async function rebindLinks(tx: Tx, secretKey: string): Promise<number> {
  let rebound = 0;
  for (const row of await tx.select().from(invitations).where(isNull(invitations.endedAt))) {
    const { id, linkGeneration, codeGeneration } = row;
    const token = tokenSha256(linkToken(secretKey, id, linkGeneration));
    if (row.tokenSha256?.equals(token)) continue;
    const code = codeHmac(secretKey, linkCode(secretKey, id, codeGeneration), id);
    await tx.update(invitations).set({ tokenSha256: token, codeHmac: code }).where(eq(invitations.id, id));
    rebound += 1;
  }
  return rebound;
}
