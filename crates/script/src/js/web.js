// What Node offers to all programs and the language itself does not have.
(function (native) {
  'use strict';
  const text = (value) => String(value).toWellFormed();
  const failing = (name, message) => new DOMException(message, name);

  // base64, of texts whose characters are bytes.
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  function btoa(data) {
    data = String(data);
    let out = '';
    for (let i = 0; i < data.length; i += 3) {
      const [a, b, c] = [data.charCodeAt(i), data.charCodeAt(i + 1), data.charCodeAt(i + 2)];
      if (a > 255 || b > 255 || c > 255) {
        throw failing('InvalidCharacterError', 'The text has a character that is no byte.');
      }
      const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
      out += letters[bits >> 18] + letters[(bits >> 12) & 63]
        + (i + 1 < data.length ? letters[(bits >> 6) & 63] : '=')
        + (i + 2 < data.length ? letters[bits & 63] : '=');
    }
    return out;
  }
  function atob(data) {
    data = String(data).replace(/[\t\n\f\r ]/g, '');
    if (data.length % 4 === 0) data = data.replace(/={1,2}$/, '');
    if (data.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(data)) {
      throw failing('InvalidCharacterError', 'The text is not base64.');
    }
    let out = '';
    let bits = 0;
    let kept = 0;
    for (const letter of data) {
      bits = ((bits << 6) | letters.indexOf(letter)) & 0xffffff;
      kept += 6;
      if (kept >= 8) {
        kept -= 8;
        out += String.fromCharCode((bits >> kept) & 255);
      }
    }
    return out;
  }

  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(value = '') { return Uint8Array.from(native.encode(text(value))); }
    encodeInto(value, into) {
      let read = 0;
      let written = 0;
      for (const character of text(value)) {
        const bytes = native.encode(character);
        if (written + bytes.length > into.length) break;
        into.set(bytes, written);
        written += bytes.length;
        read += character.length;
      }
      return { read, written };
    }
  }
  const encodings = {
    'utf-8': 'utf-8', utf8: 'utf-8', 'unicode-1-1-utf-8': 'utf-8',
    'utf-16le': 'utf-16le', 'utf-16': 'utf-16le', latin1: 'windows-1252', 'iso-8859-1': 'windows-1252',
    ascii: 'windows-1252', 'us-ascii': 'windows-1252', 'windows-1252': 'windows-1252',
  };
  class TextDecoder {
    #encoding;
    #fatal;
    #ignoreBOM;
    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      this.#encoding = encodings[String(label).trim().toLowerCase()];
      if (this.#encoding === undefined) throw new RangeError(`The encoding ${label} is not known.`);
      this.#fatal = Boolean(fatal);
      this.#ignoreBOM = Boolean(ignoreBOM);
    }
    get encoding() { return this.#encoding; }
    get fatal() { return this.#fatal; }
    get ignoreBOM() { return this.#ignoreBOM; }
    decode(input) {
      if (input === undefined) return '';
      const bytes = ArrayBuffer.isView(input)
        ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
        : new Uint8Array(input);
      const decoded = native.decode(Array.from(bytes), this.#encoding, this.#fatal);
      if (decoded === null) throw new TypeError('The bytes are not text in this encoding.');
      return !this.#ignoreBOM && decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
    }
  }

  // Addresses: taken apart by a library, in Rust.
  let reread;
  class URLSearchParams {
    #pairs = [];
    #owner = null;
    constructor(init = '', owner = null) {
      this.#owner = owner instanceof URL ? owner : null;
      if (typeof init === 'object' && init !== null) {
        if (typeof init[Symbol.iterator] === 'function') {
          for (const pair of init) {
            const [name, value, ...more] = pair;
            if (value === undefined || more.length > 0) {
              throw new TypeError('Each parameter is a pair of a name and a value.');
            }
            this.#pairs.push([text(name), text(value)]);
          }
        } else {
          for (const name of Reflect.ownKeys(init)) this.#pairs.push([text(name), text(init[name])]);
        }
      } else {
        this.#read(text(init).replace(/^\?/, ''));
      }
    }
    #read(query) { this.#pairs = JSON.parse(native.queryPairs(query)); }
    #changed() { if (this.#owner) this.#owner.search = this.toString(); }
    static { reread = (params, query) => params.#read(query); }
    get size() { return this.#pairs.length; }
    append(name, value) { this.#pairs.push([text(name), text(value)]); this.#changed(); }
    delete(name, value) {
      name = text(name);
      const kept = (pair) => pair[0] !== name || (value !== undefined && pair[1] !== text(value));
      this.#pairs = this.#pairs.filter(kept);
      this.#changed();
    }
    get(name) { return this.#pairs.find((pair) => pair[0] === text(name))?.[1] ?? null; }
    getAll(name) { return this.#pairs.filter((pair) => pair[0] === text(name)).map((pair) => pair[1]); }
    has(name, value) {
      name = text(name);
      return this.#pairs.some((pair) => pair[0] === name && (value === undefined || pair[1] === text(value)));
    }
    set(name, value) {
      const first = this.#pairs.find((pair) => pair[0] === text(name));
      if (first === undefined) return this.append(name, value);
      first[1] = text(value);
      this.#pairs = this.#pairs.filter((pair) => pair === first || pair[0] !== first[0]);
      this.#changed();
    }
    sort() {
      this.#pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
      this.#changed();
    }
    forEach(each, self) { for (const [name, value] of this.#pairs) each.call(self, value, name, this); }
    *entries() { for (const [name, value] of this.#pairs) yield [name, value]; }
    *keys() { for (const [name] of this.#pairs) yield name; }
    *values() { for (const [, value] of this.#pairs) yield value; }
    [Symbol.iterator]() { return this.entries(); }
    toString() { return native.queryText(JSON.stringify(this.#pairs)); }
    get [Symbol.toStringTag]() { return 'URLSearchParams'; }
  }
  const invalid = () => Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' });
  class URL {
    #parts;
    #params = null;
    constructor(address, base) {
      this.#parts = URL.#read(address, base);
      if (this.#parts === null) throw invalid();
    }
    static #read(address, base) {
      return JSON.parse(native.url(text(address), base === undefined ? null : text(base)));
    }
    static canParse(address, base) { return URL.#read(address, base) !== null; }
    static parse(address, base) { return URL.canParse(address, base) ? new URL(address, base) : null; }
    #set(name, value) {
      const parts = JSON.parse(native.urlWith(this.#parts.href, name, text(value)));
      if (parts === null) return;
      this.#parts = parts;
      if (this.#params && name !== 'hash') {
        reread(this.#params, parts.search.replace(/^\?/, ''));
      }
    }
    get href() { return this.#parts.href; }
    set href(value) {
      const parts = URL.#read(value);
      if (parts === null) throw invalid();
      this.#parts = parts;
      if (this.#params) reread(this.#params, parts.search.replace(/^\?/, ''));
    }
    get origin() { return this.#parts.origin; }
    get searchParams() {
      this.#params ??= new URLSearchParams(this.#parts.search, this);
      return this.#params;
    }
    toString() { return this.href; }
    toJSON() { return this.href; }
    get [Symbol.toStringTag]() { return 'URL'; }
    static {
      for (const name of ['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']) {
        Object.defineProperty(URL.prototype, name, {
          configurable: true,
          enumerable: true,
          get() { return this.#parts[name]; },
          set(value) { this.#set(name, value); },
        });
      }
    }
  }

  // Copies of values, cycles included.
  const boxed = (value) => [Number, String, Boolean].some((kind) => value instanceof kind);
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  function structuredClone(value) {
    const seen = new Map();
    const copy = (from) => {
      if (typeof from === 'function' || typeof from === 'symbol') {
        throw failing('DataCloneError', `${String(from)} could not be cloned.`);
      }
      if (typeof from !== 'object' || from === null) return from;
      if (seen.has(from)) return seen.get(from);
      const keep = (made) => { seen.set(from, made); return made; };
      if (from instanceof Date) return keep(new Date(from.getTime()));
      if (from instanceof RegExp) return keep(new RegExp(from.source, from.flags));
      if (boxed(from)) return keep(Object(from.valueOf()));
      if (from instanceof ArrayBuffer) return keep(from.slice(0));
      if (ArrayBuffer.isView(from)) {
        const buffer = copy(from.buffer);
        return keep(new from.constructor(buffer, from.byteOffset, from.length ?? from.byteLength));
      }
      if (from instanceof Map) {
        const made = keep(new Map());
        for (const [key, item] of from) made.set(copy(key), copy(item));
        return made;
      }
      if (from instanceof Set) {
        const made = keep(new Set());
        for (const item of from) made.add(copy(item));
        return made;
      }
      if (from instanceof Error) {
        const made = keep(new (errors[from.name] ?? Error)(from.message));
        made.stack = from.stack;
        if ('cause' in from) made.cause = copy(from.cause);
        return made;
      }
      if (from instanceof Promise || from instanceof WeakMap || from instanceof WeakSet || from instanceof WeakRef) {
        throw failing('DataCloneError', 'This value could not be cloned.');
      }
      const made = keep(Array.isArray(from) ? new Array(from.length) : {});
      for (const key of Object.keys(from)) made[key] = copy(from[key]);
      return made;
    };
    return copy(value);
  }

  // Random, from the seed of the call: a replay draws the same.
  const crypto = {
    randomUUID() {
      const bytes = native.bytes(16);
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
    getRandomValues(into) {
      const view = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
      view.set(native.bytes(view.length));
      return into;
    },
  };
  return { URL, URLSearchParams, TextEncoder, TextDecoder, btoa, atob, structuredClone, crypto };
})
