/** Files for the next message: stored at once, one by one, each saying how far it is and why it was not taken. */
import { mostBytes, upload, type FilePlace, type TrayFile } from './files.ts';
import type { VisitorFile } from './api-types.ts';
import type { Words } from './words.ts';

export class Tray {
  files: TrayFile[] = [];
  private readonly stored = new Map<string, VisitorFile>();
  private readonly place: () => FilePlace | null;
  private readonly changed: (files: TrayFile[]) => void;

  constructor(place: () => FilePlace | null, changed: (files: TrayFile[]) => void) {
    this.place = place;
    this.changed = changed;
  }

  /** Stores a file. */
  async attach(file: File, words: Words): Promise<void> {
    const key = crypto.getRandomValues(new Uint32Array(2)).join('-');
    this.set([...this.files, { key, name: file.name, done: 0 }]);
    const change = (now: Partial<TrayFile>) => {
      this.set(this.files.map((one) => (one.key === key ? { ...one, ...now } : one)));
    };
    const place = this.place();
    if (place === null) change({ refused: words.failed });
    else if (file.size > mostBytes) change({ refused: words.tooLarge });
    else {
      const onProgress = (done: number) => {
        change({ done });
      };
      const result = await upload(place, file, onProgress);
      if (result.kind === 'ok') {
        this.stored.set(result.body.id, result.body);
        change({ id: result.body.id });
      } else change({ refused: result.kind === 'refused' ? result.detail : words.failed });
    }
  }

  /** Takes a file away. */
  putAway(key: string): void {
    this.set(this.files.filter((file) => file.key !== key));
  }

  /** Gives the files that are stored, and forgets all. */
  empty(): VisitorFile[] {
    const taken = this.files.flatMap(({ id }) => this.stored.get(id ?? '') ?? []);
    this.set([]);
    return taken;
  }

  private set(files: TrayFile[]): void {
    this.files = files;
    this.changed(files);
  }
}
