import { createHash } from 'node:crypto';
import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { MemoryStore, type Batch } from './store.js';

const smallest = 1 << 20;

/**
 * A Store in one file: a log of batches, a line each, with a checksum before it. A line that a crash cut off is
 * dropped when the file is opened, so the walk goes on from the one before. Items are also held in memory. One
 * process at a time.
 */
export class FileStore extends MemoryStore {
  readonly #path: string;
  #file: FileHandle;
  #size = 0;
  #lines = 0;
  #compactAt = smallest;
  #fault: unknown;

  private constructor(at: string, file: FileHandle) {
    super();
    this.#path = at;
    this.#file = file;
  }

  /** Opens the store, or makes it. Its folder must exist. Close it. */
  static async open(at: string): Promise<FileStore> {
    const file = await open(at, 'a+', 0o600);
    try {
      const store = new FileStore(at, file);
      await store.#load();
      return store;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async #load(): Promise<void> {
    const raw = await readFile(this.#path);
    for (let from = 0; ; ) {
      const end = raw.indexOf(10, from);
      const line = end < 0 ? undefined : raw.subarray(from, end);
      if (!line || line.length < 18 || checksum(line.subarray(17)) !== line.toString('latin1', 0, 16)) {
        await this.#file.truncate(from); // not whole: a crash happened here
        this.#size = from;
        return;
      }
      this.take(JSON.parse(line.toString('utf8', 17)) as Batch);
      this.#lines++;
      from = end + 1;
    }
  }

  override async apply(batch: Batch): Promise<void> {
    if (this.#fault) throw this.#fault;
    const line = lineOf(batch);
    try {
      await this.#file.appendFile(line);
      await this.#file.datasync();
    } catch (error) {
      this.#fault = error; // part of it may be there; opening the file again finds out
      throw error;
    }
    this.take(batch);
    this.#size += line.length;
    this.#lines++;
    if (this.#size > this.#compactAt) await this.#compact();
  }

  /** Writes what is held beside the file and renames it. Where that fails, the file goes on as it is. */
  async #compact(): Promise<void> {
    const fresh = `${this.#path}.new`;
    try {
      const file = await open(fresh, 'w', 0o600);
      let size = 0;
      try {
        const items = [...this.items.values()];
        for (let at = 0; at === 0 || at < items.length; at += 500) {
          const line = lineOf({ put: items.slice(at, at + 500), seen: [], remove: [], state: this.at! });
          await file.appendFile(line);
          size += line.length;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, this.#path);
      await this.#file.close();
      this.#file = await open(this.#path, 'a+', 0o600);
      this.#size = size;
      this.#compactAt = Math.max(smallest, 2 * size);
      const folder = await open(path.dirname(this.#path), 'r');
      await folder.sync().finally(() => folder.close());
    } catch {
      this.#compactAt = 2 * this.#size;
    }
  }

  async close(): Promise<void> {
    this.#fault = new Error('the store is closed');
    await this.#file.close();
  }
}

const checksum = (line: Uint8Array): string => createHash('sha256').update(line).digest('hex').slice(0, 16);

function lineOf(batch: Batch): Buffer {
  const json = Buffer.from(JSON.stringify(batch));
  return Buffer.concat([Buffer.from(`${checksum(json)} `), json, Buffer.from('\n')]);
}
