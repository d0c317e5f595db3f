import { statfs } from "node:fs/promises";

/** Numbers by which Linux tells kinds of file systems. */
const kinds = new Map<number, string>([
  [0x6969, "NFS"],
  [0xff534d42, "a Windows share"],
  [0xfe534d42, "a Windows share"],
  [0x517b, "a Windows share"],
  [0x65735546, "a mount such as Drive or sshfs"],
  [0x01021997, "a mount of another system"],
  [0x5346414f, "AFS"],
  [0x00c36400, "Ceph"],
]);

const synced = /[\\/](Dropbox|OneDrive|Google ?Drive|CloudStorage|Mobile Documents)\b/i;

/** Name what a folder lies on, where locks and databases are known to break. */
export async function remoteKind(
  folder: string,
  platform = process.platform,
): Promise<string | undefined> {
  const [, service] = synced.exec(folder) ?? [];
  if (service !== undefined) return `a folder that is synced (${service})`;
  if (platform !== "linux") return undefined;
  const { type } = await statfs(folder);
  return kinds.get(type >>> 0);
}
