// The contract of functions, on a bare engine. `native` is what Rust offers; no function sees it.
(function (native) {
  'use strict';
  const global = globalThis;
  const { defineProperty } = Object;
  const define = (target, name, value) =>
    defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });

  // ocpReturn: the last call counts, and what follows it still runs.
  let returned = false;
  let value;
  define(global, 'ocpReturn', function ocpReturn(given) {
    returned = true;
    value = given;
  });

  const log = native.log;
  define(global, 'print', function print(...values) { log(...values); });
  const console = {};
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir']) {
    define(console, name, { [name](...values) { log(...values); } }[name]);
  }
  define(global, 'console', console);

  // Time and randomness are part of the call.
  const SystemDate = Date;
  const { now, random } = native;
  const { construct } = Reflect;
  function Clock(...parts) {
    if (new.target === undefined) return new SystemDate(now()).toString();
    return construct(SystemDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  define(Clock, 'now', { now() { return now(); } }.now);
  define(Clock, 'parse', SystemDate.parse);
  define(Clock, 'UTC', SystemDate.UTC);
  defineProperty(Clock, 'name', { value: 'Date', configurable: true });
  defineProperty(Clock, 'length', { value: 7, configurable: true });
  defineProperty(Clock, 'prototype', { value: SystemDate.prototype, writable: false });
  define(SystemDate.prototype, 'constructor', Clock);
  define(global, 'Date', Clock);
  define(Math, 'random', { random() { return random(); } }.random);

  // What most functions don't use is made when it is first looked at.
  const parts = new Map();
  const { get: known, set: learn } = Map.prototype;
  const { call } = Function.prototype;
  const part = (name) => {
    let made = call.call(known, parts, name);
    if (made === undefined) {
      made = native.load(name);
      call.call(learn, parts, name, made);
    }
    return made;
  };
  const lazily = (target, name, from) =>
    defineProperty(target, name, {
      configurable: true,
      enumerable: false,
      get() {
        // A library may look at the global that it is about to be.
        define(target, name, undefined);
        const made = part(from)[name];
        define(target, name, made);
        return made;
      },
      set(given) { define(target, name, given); },
    });
  const offered = {
    contract: ['parseXML', 'signJwt'],
    web: ['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'btoa', 'atob', 'structuredClone', 'crypto'],
    handlebars: ['Handlebars'],
    eta: ['Eta'],
    intl: ['Intl'],
  };
  for (const from of Object.keys(offered)) {
    for (const name of offered[from]) lazily(global, name, from);
  }

  // Numbers, dates and order as people of a place write them.
  const locally = (target, name, length) =>
    define(target, name, { [name](...given) { return part('intl').methods[name](this, ...given); } }[name]);
  locally(Number.prototype, 'toLocaleString');
  locally(String.prototype, 'localeCompare');
  const bigint = { toLocaleString(...given) { return part('intl').methods.bigint(this, ...given); } };
  define(BigInt.prototype, 'toLocaleString', bigint.toLocaleString);
  const dates = { toLocaleString: 'dateTime', toLocaleDateString: 'date', toLocaleTimeString: 'time' };
  for (const name of Object.keys(dates)) {
    const method = dates[name];
    const made = { [name](...given) { return part('intl').methods[method](this, ...given); } };
    define(SystemDate.prototype, name, made[name]);
  }

  return { take: (last) => (returned ? value : last) };
})
