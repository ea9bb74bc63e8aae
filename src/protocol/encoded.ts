/**
 * A value that is on the wire as it stands: `encodeValue` hands out its `json` untouched. Only the framework makes one
 * (the handle of a rows var); what an app or a browser writes is always escaped, so it can never pass for a handle.
 */
export class Encoded {
  readonly json: unknown;

  constructor(json: unknown) {
    this.json = json;
  }
}
