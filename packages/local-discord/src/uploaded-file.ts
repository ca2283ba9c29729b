/** A file that was sent with a request. */
export interface UploadedFile {
  /** The number in the form field's name `files[n]`. */
  readonly index: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
