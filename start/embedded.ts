import { join } from 'node:path';
import { keptSecret } from '../config/secrets.js';
import { rememberedPort } from './ports.js';
import { npmBinaries } from './postgres-binaries.js';
import { databaseUser } from './postgres-user.js';
import { clusterUrl, runningServer, type Cluster } from './postgres.js';

/** Where the embedded database of a DATA_DIR lies. */
export const postgresFolder = (dataDir: string): string => join(dataDir, 'postgres');

/** The embedded database of a DATA_DIR: its folder, its kept password, the port it runs on or had last time. */
export async function embeddedCluster(
  dataDir: string,
  log: string | undefined,
  say: (line: string) => void,
): Promise<Cluster> {
  const user = databaseUser(say);
  const folder = postgresFolder(dataDir);
  return {
    folder,
    binaries: npmBinaries(user),
    user,
    password: keptSecret(dataDir, 'database-password'),
    port: (await runningServer(folder))?.port ?? (await rememberedPort(dataDir, 'postgres')),
    log,
  };
}

/** The address of the embedded database where it runs now; undefined where it does not. */
export async function runningEmbeddedUrl(dataDir: string): Promise<string | undefined> {
  const server = await runningServer(postgresFolder(dataDir));
  return server && clusterUrl({ password: keptSecret(dataDir, 'database-password'), port: server.port });
}
