// Intl: options are read and completed here, and written by a library in Rust.
(function (native) {
  'use strict';
  const { stringify } = JSON;
  const DEFAULT = 'en-US';
  const languages = (given) => {
    if (given === undefined) return [];
    const list = typeof given === 'string' || given instanceof Locale ? [given] : Array.from(Object(given));
    return list.map((one) => {
      if (typeof one !== 'string' && typeof one !== 'object') throw new TypeError('Incorrect locale information provided');
      return native.locale('', String(one), '');
    });
  };
  const resolve = (given) => languages(given)[0] ?? DEFAULT;
  const supportedLocalesOf = (given) => languages(given);
  const one = (options, name, values, otherwise) => {
    const value = options[name];
    if (value === undefined) return otherwise;
    if (!values.includes(String(value))) {
      throw new RangeError(`Value ${String(value)} out of range for Intl options property ${name}`);
    }
    return String(value);
  };
  const whole = (options, name, least, most, otherwise) => {
    const value = options[name];
    if (value === undefined) return otherwise;
    const number = Number(value);
    if (!(number >= least && number <= most)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(number);
  };
  const object = (options) => {
    if (options === undefined) return {};
    if (options === null) throw new TypeError('Cannot convert undefined or null to object');
    return Object(options);
  };

  class Locale {
    #tag;
    constructor(tag) {
      if (typeof tag !== 'string' && typeof tag !== 'object') throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
      this.#tag = native.locale('', String(tag), '');
    }
    get baseName() { return this.#tag.split('-u-')[0]; }
    get language() { return this.#tag.split('-')[0]; }
    get script() { return this.baseName.split('-').find((part, at) => at > 0 && part.length === 4); }
    get region() { return this.baseName.split('-').find((part, at) => at > 0 && /^([A-Z]{2}|\d{3})$/.test(part)); }
    toString() { return this.#tag; }
  }

  // Numbers.
  const digitsOf = (value) => {
    if (typeof value === 'bigint') return String(value);
    const number = Number(value);
    return Object.is(number, -0) ? '-0' : String(number);
  };
  const NO_CENTS = ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'];
  const THREE = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'];
  const numberOptions = (given) => {
    const options = object(given);
    const style = one(options, 'style', ['decimal', 'percent', 'currency'], 'decimal');
    const currency = options.currency === undefined ? undefined : String(options.currency).toUpperCase();
    if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
    if (style === 'currency' && currency === undefined) throw new TypeError('Currency code is required with currency style.');
    const notation = one(options, 'notation', ['standard', 'compact', 'scientific', 'engineering'], 'standard');
    const cents = NO_CENTS.includes(currency) ? 0 : THREE.includes(currency) ? 3 : 2;
    const [least, most] = style === 'currency' ? [cents, cents] : style === 'percent' ? [0, 0] : [0, 3];
    const minimum = whole(options, 'minimumFractionDigits', 0, 100);
    const maximum = whole(options, 'maximumFractionDigits', 0, 100);
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) throw new RangeError('maximumFractionDigits value is out of range.');
    const minimumFractionDigits = minimum ?? Math.min(least, maximum ?? least);
    const maximumFractionDigits = maximum ?? Math.max(most, minimumFractionDigits);
    const minimumSignificantDigits = whole(options, 'minimumSignificantDigits', 1, 21);
    const maximumSignificantDigits = whole(options, 'maximumSignificantDigits', minimumSignificantDigits ?? 1, 21, minimumSignificantDigits === undefined ? undefined : 21);
    const grouping = options.useGrouping;
    return {
      style,
      ...(style === 'currency' && {
        currency,
        currencyDisplay: one(options, 'currencyDisplay', ['symbol', 'narrowSymbol', 'code', 'name'], 'symbol'),
        currencySign: one(options, 'currencySign', ['standard', 'accounting'], 'standard'),
      }),
      minimumIntegerDigits: whole(options, 'minimumIntegerDigits', 1, 21, 1),
      minimumFractionDigits,
      maximumFractionDigits,
      ...(maximumSignificantDigits !== undefined && {
        minimumSignificantDigits: minimumSignificantDigits ?? 1,
        maximumSignificantDigits,
      }),
      useGrouping: grouping === undefined || grouping === true ? 'auto' : String(grouping),
      notation,
      ...(notation === 'compact' && { compactDisplay: one(options, 'compactDisplay', ['short', 'long'], 'short') }),
      signDisplay: one(options, 'signDisplay', ['auto', 'always', 'never', 'exceptZero', 'negative'], 'auto'),
      roundingMode: one(options, 'roundingMode', ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'], 'halfExpand'),
    };
  };
  class NumberFormat {
    #locale;
    #options;
    #format;
    constructor(locales, options) {
      this.#locale = resolve(locales);
      this.#options = numberOptions(options);
    }
    get format() {
      this.#format ??= (value) => native.number(digitsOf(value), this.#locale, stringify(this.#options));
      return this.#format;
    }
    formatToParts(value) {
      const text = this.format(value);
      const decimal = native.number('1.1', this.#locale, stringify({ ...numberOptions(), useGrouping: 'false' })).charAt(1);
      const parts = [];
      const push = (type, text) => parts.push({ type, value: text });
      let fraction = false;
      for (const [piece] of text.matchAll(/\p{Nd}+|[-+\u2212]|[%\u066a]|[.,'\u2019\u00a0\u202f](?=\p{Nd})|[^\p{Nd}\-+\u2212%]+?(?=\p{Nd}|[-+\u2212%]|$)/gu)) {
        if (/^\p{Nd}/u.test(piece)) push(fraction ? 'fraction' : 'integer', piece);
        else if (/^[-\u2212]$/.test(piece)) push('minusSign', piece);
        else if (piece === '+') push('plusSign', piece);
        else if (piece === '%') push('percentSign', piece);
        else if (piece === decimal && parts.some((part) => part.type === 'integer')) { fraction = true; push('decimal', piece); }
        else if (parts.at(-1)?.type === 'integer' && piece.length === 1 && /[.,'\u2019\u00a0\u202f]/.test(piece) && !fraction && parts.length && text.indexOf(piece) < text.length - 1 && this.#options.style !== 'currency') push('group', piece);
        else if (parts.at(-1)?.type === 'integer' && /^[.,'\u2019\u202f]$/.test(piece)) push('group', piece);
        else if (/^\s+$/u.test(piece)) push('literal', piece);
        else push(this.#options.style === 'currency' ? 'currency' : 'literal', piece);
      }
      return parts;
    }
    resolvedOptions() { return { locale: this.#locale, numberingSystem: 'latn', ...this.#options }; }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }

  // Dates.
  const ALL = ['weekday', 'year', 'month', 'day', 'dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];
  const WIDTHS = ['narrow', 'short', 'long'];
  const NUMBERS = ['numeric', '2-digit'];
  const dateOptions = (given, required, defaults) => {
    const options = object(given);
    const read = {
      dateStyle: one(options, 'dateStyle', ['full', 'long', 'medium', 'short']),
      timeStyle: one(options, 'timeStyle', ['full', 'long', 'medium', 'short']),
      weekday: one(options, 'weekday', WIDTHS),
      era: one(options, 'era', WIDTHS),
      year: one(options, 'year', NUMBERS),
      month: one(options, 'month', [...NUMBERS, ...WIDTHS]),
      day: one(options, 'day', NUMBERS),
      dayPeriod: one(options, 'dayPeriod', WIDTHS),
      hour: one(options, 'hour', NUMBERS),
      minute: one(options, 'minute', NUMBERS),
      second: one(options, 'second', NUMBERS),
      fractionalSecondDigits: whole(options, 'fractionalSecondDigits', 1, 3),
      timeZoneName: one(options, 'timeZoneName', ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric']),
      hourCycle: options.hour12 === undefined
        ? one(options, 'hourCycle', ['h11', 'h12', 'h23', 'h24'])
        : options.hour12 ? 'h12' : 'h23',
      timeZone: options.timeZone === undefined ? 'UTC' : native.zone('', String(options.timeZone), ''),
    };
    const styled = read.dateStyle !== undefined || read.timeStyle !== undefined;
    if (styled && [...ALL, 'timeZoneName'].some((name) => read[name] !== undefined)) {
      throw new TypeError(`Can't set option ${ALL.find((name) => read[name] !== undefined) ?? 'timeZoneName'} when ${read.dateStyle ? 'dateStyle' : 'timeStyle'} is used`);
    }
    const dateNames = ['weekday', 'year', 'month', 'day'];
    const timeNames = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];
    const looked = required === 'date' ? dateNames : required === 'time' ? timeNames : ALL;
    if (!styled && looked.every((name) => read[name] === undefined)) {
      if (defaults !== 'time') read.year = read.month = read.day = 'numeric';
      if (defaults !== 'date') read.hour = read.minute = read.second = 'numeric';
    }
    if (styled && required === 'date' && read.timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
    if (styled && required === 'time' && read.dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
    return read;
  };
  const written = (date, locale, options) => {
    const moment = date === undefined ? Date.now() : Number(date);
    if (!Number.isFinite(moment)) throw new RangeError('Invalid time value');
    return native.date(String(moment), locale, stringify(options));
  };
  class DateTimeFormat {
    #locale;
    #options;
    #format;
    constructor(locales, options) {
      this.#locale = resolve(locales);
      this.#options = dateOptions(options, 'any', 'date');
    }
    get format() {
      this.#format ??= (date) => written(date, this.#locale, this.#options);
      return this.#format;
    }
    formatToParts(date) {
      const options = this.#options;
      // Each part is written by itself and found in the whole.
      const text = this.format(date);
      const names = ['weekday', 'month', 'day', 'year', 'hour', 'minute', 'second'].filter((name) => options[name] !== undefined);
      const found = [];
      const base = { timeZone: options.timeZone, hourCycle: options.hourCycle };
      const moment = new Date(date === undefined ? Date.now() : Number(date));
      const local = new Date(Date.parse(native.date(String(moment.getTime()), 'sv-SE', stringify({ ...base, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })).replace(' ', 'T') + 'Z'));
      const hour = local.getUTCHours();
      const two = (number) => String(number).padStart(2, '0');
      const candidates = {
        weekday: () => [native.date(String(moment.getTime()), this.#locale, stringify({ ...base, weekday: options.weekday }))],
        month: () => /^\d|^2/.test(options.month) || NUMBERS.includes(options.month)
          ? [two(local.getUTCMonth() + 1), String(local.getUTCMonth() + 1)]
          : WIDTHS.map((month) => native.date(String(moment.getTime()), this.#locale, stringify({ ...base, month, day: 'numeric' })).replace(/[\d.\s]+(?=\p{L})|(?<=\p{L})[\s\d]+$/gu, '')).reverse(),
        day: () => [two(local.getUTCDate()), String(local.getUTCDate())],
        year: () => [String(local.getUTCFullYear()), two(local.getUTCFullYear() % 100)],
        hour: () => [two(hour), two(hour % 12 || 12), String(hour), String(hour % 12 || 12)],
        minute: () => [two(local.getUTCMinutes()), String(local.getUTCMinutes())],
        second: () => [two(local.getUTCSeconds()), String(local.getUTCSeconds())],
      };
      const free = (from, to) => found.every((part) => to <= part.from || from >= part.to);
      for (const name of ['year', 'weekday', ...['month', 'day', 'hour', 'minute', 'second']]) {
        if (!names.includes(name)) continue;
        for (const value of candidates[name]()) {
          let from = text.indexOf(value);
          while (from >= 0 && !(free(from, from + value.length) && !(/\d/.test(value) && (/\d/.test(text[from - 1] ?? '') || /\d/.test(text[from + value.length] ?? ''))))) {
            from = text.indexOf(value, from + 1);
          }
          if (from >= 0) {
            found.push({ type: name, value, from, to: from + value.length });
            break;
          }
        }
      }
      const period = /[AaPp]\.?\s?[Mm]\.?/.exec(options.hour === undefined ? '' : text);
      if (period && free(period.index, period.index + period[0].length)) {
        found.push({ type: 'dayPeriod', value: period[0], from: period.index, to: period.index + period[0].length });
      }
      found.sort((a, b) => a.from - b.from);
      const parts = [];
      let at = 0;
      for (const { type, value, from, to } of found) {
        if (from > at) parts.push({ type: 'literal', value: text.slice(at, from) });
        parts.push({ type, value });
        at = to;
      }
      if (at < text.length) parts.push({ type: 'literal', value: text.slice(at) });
      return parts;
    }
    resolvedOptions() {
      const kept = Object.entries(this.#options).filter(([, value]) => value !== undefined);
      return { locale: this.#locale, calendar: 'gregory', numberingSystem: 'latn', ...Object.fromEntries(kept) };
    }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }

  class PluralRules {
    #locale;
    #type;
    constructor(locales, options) {
      this.#locale = resolve(locales);
      this.#type = one(object(options), 'type', ['cardinal', 'ordinal'], 'cardinal');
    }
    select(value) {
      const number = Number(value);
      return Number.isFinite(number) ? native.plural(String(number), this.#locale, this.#type) : 'other';
    }
    resolvedOptions() { return { locale: this.#locale, type: this.#type }; }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }
  const comparing = (given) => {
    const options = object(given);
    return {
      sensitivity: one(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant'),
      numeric: Boolean(options.numeric),
    };
  };
  const compare = (a, b, locale, options) =>
    Number(native.compare(String(a).toWellFormed(), locale, stringify({ ...options, with: String(b).toWellFormed() })));
  class Collator {
    #locale;
    #options;
    #compare;
    constructor(locales, options) {
      this.#locale = resolve(locales);
      this.#options = comparing(options);
    }
    get compare() {
      this.#compare ??= (a, b) => compare(a, b, this.#locale, this.#options);
      return this.#compare;
    }
    resolvedOptions() { return { locale: this.#locale, usage: 'sort', ...this.#options }; }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }
  class ListFormat {
    #locale;
    #options;
    constructor(locales, options) {
      const given = object(options);
      this.#locale = resolve(locales);
      this.#options = {
        type: one(given, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction'),
        style: one(given, 'style', ['long', 'short', 'narrow'], 'long'),
      };
    }
    format(items) {
      return native.list(stringify(Array.from(items, (item) => String(item).toWellFormed())), this.#locale, stringify(this.#options));
    }
    resolvedOptions() { return { locale: this.#locale, ...this.#options }; }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }
  class RelativeTimeFormat {
    #locale;
    #numeric;
    constructor(locales, options) {
      this.#locale = resolve(locales);
      this.#numeric = one(object(options), 'numeric', ['always', 'auto'], 'always');
    }
    format(value, unit) {
      const number = Number(value);
      if (!Number.isFinite(number)) throw new RangeError('Invalid time value');
      return native.relative(digitsOf(number), this.#locale, stringify({ unit: String(unit), numeric: this.#numeric }));
    }
    resolvedOptions() { return { locale: this.#locale, style: 'long', numeric: this.#numeric, numberingSystem: 'latn' }; }
    static supportedLocalesOf(locales) { return supportedLocalesOf(locales); }
  }

  // NumberFormat, DateTimeFormat and Collator work without `new`, too.
  const callable = (Class) => new Proxy(Class, { apply: (target, self, given) => new target(...given) });
  const Intl = {};
  const offered = {
    NumberFormat: callable(NumberFormat),
    DateTimeFormat: callable(DateTimeFormat),
    Collator: callable(Collator),
    PluralRules,
    ListFormat,
    RelativeTimeFormat,
    Locale,
    getCanonicalLocales: (locales) => [...new Set(languages(locales))],
  };
  for (const name of Object.keys(offered)) {
    Object.defineProperty(Intl, name, { value: offered[name], writable: true, enumerable: false, configurable: true });
  }
  Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });

  const dateMethod = (required, defaults) => (date, locales, options) => {
    const moment = Date.prototype.getTime.call(date);
    if (Number.isNaN(moment)) return 'Invalid Date';
    return written(moment, resolve(locales), dateOptions(options, required, defaults));
  };
  return {
    Intl,
    methods: {
      toLocaleString: (value, locales, options) => new NumberFormat(locales, options).format(Number.prototype.valueOf.call(value)),
      bigint: (value, locales, options) => new NumberFormat(locales, options).format(BigInt.prototype.valueOf.call(value)),
      localeCompare: (text, other, locales, options) => compare(text, other, resolve(locales), comparing(options)),
      date: dateMethod('date', 'date'),
      time: dateMethod('time', 'time'),
      dateTime: dateMethod('any', 'all'),
    },
  };
})
