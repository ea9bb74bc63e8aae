import type { Client } from "../client.ts";
import type { PageAddress } from "../page-address.ts";
import type { AddressStore } from "../react/address-store.ts";

/** How far the page of a boundary is. */
export type VisitStatus = "opening" | "open" | Error;

/** A page that a boundary shows. */
export interface Visit extends Pick<PageAddress, "route" | "params"> {
  /** Ids of the States that it and the layout use; with none nothing is asked of the server. */
  readonly states: readonly string[];
}

/** Opens pages: once for each address, again when the query changes by a link or the back button, never for our own url vars. */
export class PageVisits {
  readonly #client: Client;
  readonly #address: AddressStore;
  readonly #listeners = new Set<() => void>();
  #visit: Visit | undefined;
  #key = "";
  #path = "";
  #search = "";
  #status: VisitStatus = "opening";
  #hasOpened = false;

  constructor(client: Client, address: AddressStore) {
    this.#client = client;
    this.#address = address;
    address.onChange((own) => {
      // Another path is another page, which enters by itself.
      if (address.path !== this.#path) return;
      if (own) this.#search = searchOf(address);
      else if (searchOf(address) !== this.#search) this.#open(this.#status);
    });
  }

  /** A boundary shows this page now. Opening the same again does nothing: React may mount twice. */
  enter(visit: Visit): void {
    const key = keyOf(visit);
    if (key === this.#key && this.#address.path === this.#path) return;
    this.#key = key;
    this.#visit = visit;
    this.#path = this.#address.path;
    this.#open("opening");
  }

  /** Has the server opened any page yet? Then the States of the layout are there. */
  get hasOpened(): boolean {
    return this.#hasOpened;
  }

  statusOf(visit: Visit): VisitStatus {
    return keyOf(visit) === this.#key ? this.#status : "opening";
  }

  /** Tries again after an error. */
  retry(): void {
    this.#open("opening");
  }

  onChange(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  #open(meanwhile: VisitStatus): void {
    const visit = this.#visit;
    if (visit === undefined) return;
    this.#search = searchOf(this.#address);
    if (visit.states.length === 0) return this.#set("open");
    this.#set(meanwhile);
    const { route, params } = visit;
    const isStill = (): boolean => this.#visit === visit;
    this.#client.open({ route, params, query: this.#address.query }).then(
      () => {
        this.#hasOpened = true;
        if (isStill()) this.#set("open");
      },
      (reason: unknown) => isStill() && this.#set(reason instanceof Error ? reason : new Error(String(reason))),
    );
  }

  #set(status: VisitStatus): void {
    this.#status = status;
    for (const callback of this.#listeners) callback();
  }
}

function keyOf({ route, params, states }: Visit): string {
  return JSON.stringify([route, params, states]);
}

function searchOf(address: AddressStore): string {
  return JSON.stringify(address.query);
}
