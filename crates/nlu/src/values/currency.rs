//! Currencies: their names, codes, signs and how they are called.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A currency, or a part of one.
#[derive(Debug, PartialEq)]
pub(crate) struct Currency {
    /// Such as `United States dollar`; just `Dollar` when it is not said whose.
    pub(crate) name: &'static str,
    /// The code of ISO 4217; empty when it is not said whose.
    pub(crate) code: &'static str,
    /// Names and signs, as tokens are written: lower case, without accents, parted by spaces.
    called: &'static [&'static str],
}

const fn of(name: &'static str, code: &'static str, called: &'static [&'static str]) -> Currency {
    Currency { name, code, called }
}

const CURRENCIES: &[Currency] = &[
    of(
        "Dollar",
        "",
        &[
            "$",
            "dollar",
            "dollars",
            "buck",
            "bucks",
            "dolar",
            "dolares",
            "dollaro",
            "δολαριο",
            "δολαρια",
            "δολαριων",
            "＄",
            "﹩",
        ],
    ),
    of(
        "Pound",
        "",
        &["£", "pound", "pounds", "quid", "libra", "libras", "livre", "livres", "pfund", "λιρα", "λιρεσ"],
    ),
    of(
        "Cent",
        "",
        &[
            "¢",
            "cent",
            "cents",
            "centavo",
            "centavos",
            "centimo",
            "centimos",
            "centime",
            "centimes",
            "λεπτο",
            "λεπτα",
        ],
    ),
    of("Pence", "", &["penny", "pence", "pennies"]),
    of("Franc", "", &["franc", "francs", "franken", "franco", "francos", "φραγκο", "φραγκα"]),
    of("Rupee", "", &["rupee", "rupees", "₹", "₨", "rs", "rupia", "rupias"]),
    of("Krone", "", &["krone", "kroner", "krona", "kronor"]),
    of("Peso", "", &["peso", "pesos"]),
    of("Peseta", "", &["peseta", "pesetas", "₧"]),
    of("Mark", "", &["mark", "marks"]),
    of("Sen", "", &["sen"]),
    of("Dinar", "", &["dinar", "dinars"]),
    of("Dirham", "", &["dirham", "dirhams"]),
    of("Riyal", "", &["riyal", "riyals"]),
    of("Rial", "", &["rial", "rials", "﷼"]),
    of("Lira", "", &["lira", "liras", "lire"]),
    of("Shilling", "", &["shilling", "shillings"]),
    of("Real", "", &["real", "reais", "reales"]),
    of("Won", "", &["won"]),
    of("Bitcoin", "XBT", &["bitcoin", "bitcoins", "btc", "₿"]),
    of("Euro", "EUR", &["€", "euro", "euros", "eur", "ευρω", "eurod"]),
    of(
        "United States dollar",
        "USD",
        &[
            "usd",
            "us dollar",
            "us dollars",
            "u.s. dollar",
            "u.s. dollars",
            "us $",
            "u.s. $",
            "u.s $",
            "us d",
            "united states dollar",
            "united states dollars",
            "american dollar",
            "american dollars",
            "dolares estadounidenses",
            "dolares americanos",
            "dollars americains",
            "us-dollar",
        ],
    ),
    of(
        "British pound",
        "GBP",
        &[
            "gbp",
            "british pound",
            "british pounds",
            "pound sterling",
            "pounds sterling",
            "sterling",
            "gb £",
            "uk £",
            "livres sterling",
            "libras esterlinas",
        ],
    ),
    of(
        "Canadian dollar",
        "CAD",
        &["cad", "cad $", "c $", "ca $", "can $", "canadian dollar", "canadian dollars", "dollars canadiens"],
    ),
    of(
        "Australian dollar",
        "AUD",
        &["aud", "aud $", "a $", "au $", "aus $", "australian dollar", "australian dollars"],
    ),
    of("New Zealand dollar", "NZD", &["nzd", "nzd $", "nz $", "new zealand dollar", "new zealand dollars"]),
    of("Hong Kong dollar", "HKD", &["hkd", "hkd $", "hk $", "hong kong dollar", "hong kong dollars"]),
    of("Singapore dollar", "SGD", &["sgd", "sgd $", "s $", "sg $", "singapore dollar", "singapore dollars"]),
    of(
        "New Taiwan dollar",
        "TWD",
        &[
            "twd",
            "nt $",
            "ntd",
            "taiwan dollar",
            "taiwan dollars",
            "new taiwan dollar",
            "new taiwan dollars",
            "taiwanese dollars",
        ],
    ),
    of("Jamaican dollar", "JMD", &["jmd", "j $", "jamaican dollar", "jamaican dollars"]),
    of("Namibian dollar", "NAD", &["nad", "n $", "namibian dollar", "namibian dollars"]),
    of("Zimbabwean dollar", "ZWL", &["zimbabwean dollar", "zimbabwean dollars", "z $"]),
    of("Brunei dollar", "BND", &["bnd", "b $", "brunei dollar", "brunei dollars"]),
    of("Fijian dollar", "FJD", &["fjd", "fj $", "fijian dollar", "fijian dollars"]),
    of("Barbadian dollar", "BBD", &["bbd", "bds $", "barbadian dollar", "barbadian dollars"]),
    of("Bahamian dollar", "BSD", &["bahamian dollar", "bahamian dollars"]),
    of("Belize dollar", "BZD", &["bzd", "bz $", "belize dollar", "belize dollars"]),
    of("Japanese yen", "JPY", &["jpy", "yen", "yens", "japanese yen", "円"]),
    of(
        "Chinese yuan",
        "CNY",
        &["cny", "rmb", "yuan", "yuans", "renminbi", "chinese yuan", "cnh", "元", "chinese renminbi", "¥"],
    ),
    of(
        "Swiss franc",
        "CHF",
        &[
            "chf",
            "swiss franc",
            "swiss francs",
            "schweizer franken",
            "sfr",
            "francs suisses",
            "francos suizos",
        ],
    ),
    of("French franc", "FRF", &["french franc", "french francs", "frf"]),
    of("Belgian franc", "BEF", &["belgian franc", "belgian francs"]),
    of("Rwandan franc", "RWF", &["rwf", "rwandan franc", "rwandan francs"]),
    of("West African CFA franc", "XOF", &["xof", "cfa franc", "cfa francs", "west african cfa franc"]),
    of("Indian rupee", "INR", &["inr", "indian rupee", "indian rupees"]),
    of("Pakistani rupee", "PKR", &["pkr", "pakistani rupee", "pakistani rupees"]),
    of("Sri Lankan rupee", "LKR", &["lkr", "sri lankan rupee", "sri lankan rupees"]),
    of("Nepalese rupee", "NPR", &["nepalese rupee", "nepalese rupees"]),
    of("Indonesian rupiah", "IDR", &["idr", "rupiah", "rupiahs", "indonesian rupiah", "rp"]),
    of("Malaysian ringgit", "MYR", &["myr", "ringgit", "ringgits", "malaysian ringgit", "rm"]),
    of("Thai baht", "THB", &["thb", "baht", "bahts", "thai baht", "฿"]),
    of("Vietnamese dong", "VND", &["vnd", "dong", "vietnamese dong", "₫"]),
    of("Philippine peso", "PHP", &["php", "philippine peso", "philippine pesos", "₱"]),
    of(
        "Mexican peso",
        "MXN",
        &["mxn", "mxn $", "mex $", "mx $", "mexican peso", "mexican pesos", "pesos mexicanos"],
    ),
    of("Argentine peso", "ARS", &["ars", "argentine peso", "argentine pesos", "ar $", "pesos argentinos"]),
    of("Chilean peso", "CLP", &["clp", "chilean peso", "chilean pesos", "clp $", "pesos chilenos"]),
    of("Colombian peso", "COP", &["colombian peso", "colombian pesos", "col $", "pesos colombianos"]),
    of("Uruguayan peso", "UYU", &["uyu", "uruguayan peso", "uruguayan pesos"]),
    of("Cuban peso", "CUP", &["cuban peso", "cuban pesos"]),
    of("Dominican peso", "DOP", &["dominican peso", "dominican pesos", "rd $"]),
    of("Brazilian real", "BRL", &["brl", "r $", "brazilian real", "brazilian reais", "brazilian reals"]),
    of("South Korean won", "KRW", &["krw", "₩", "korean won", "south korean won"]),
    of("North Korean won", "KPW", &["north korean won"]),
    of(
        "Russian ruble",
        "RUB",
        &[
            "rub",
            "ruble",
            "rubles",
            "rouble",
            "roubles",
            "russian ruble",
            "russian rubles",
            "russian rouble",
            "₽",
        ],
    ),
    of("Ukrainian hryvnia", "UAH", &["uah", "hryvnia", "hryvnias", "₴"]),
    of("Turkish lira", "TRY", &["turkish lira", "turkish liras", "₺", "try"]),
    of("Italian lira", "ITL", &["italian lira", "italian lire", "itl"]),
    of(
        "German mark",
        "DEM",
        &[
            "german mark",
            "german marks",
            "deutsche mark",
            "deutsche marks",
            "deutschmark",
            "deutschmarks",
            "dm",
            "dem",
        ],
    ),
    of("Finnish markka", "FIM", &["markka", "finnish markka"]),
    of("Dutch guilder", "NLG", &["guilder", "guilders", "dutch guilder", "dutch guilders"]),
    of(
        "Austrian schilling",
        "ATS",
        &["schilling", "schillings", "austrian schilling", "austrian schillings"],
    ),
    of("Greek drachma", "GRD", &["drachma", "drachmas", "δραχμη", "δραχμεσ", "₯"]),
    of("Portuguese escudo", "PTE", &["escudo", "escudos"]),
    of("Irish pound", "IEP", &["punt", "irish pound", "irish pounds"]),
    of("Polish złoty", "PLN", &["pln", "zloty", "zlotys", "złoty", "zł", "polish zloty"]),
    of("Czech koruna", "CZK", &["czk", "koruna", "korunas", "czech koruna", "kč"]),
    of("Hungarian forint", "HUF", &["huf", "forint", "forints", "hungarian forint"]),
    of("Romanian leu", "RON", &["leu", "lei", "romanian leu"]),
    of("Bulgarian lev", "BGN", &["bgn", "lev", "leva", "bulgarian lev"]),
    of("Croatian kuna", "HRK", &["hrk", "kuna", "kunas"]),
    of("Serbian dinar", "RSD", &["serbian dinar", "serbian dinars"]),
    of("Danish krone", "DKK", &["dkk", "danish krone", "danish kroner"]),
    of("Norwegian krone", "NOK", &["nok", "norwegian krone", "norwegian kroner"]),
    of("Swedish krona", "SEK", &["sek", "swedish krona", "swedish kronor", "swedish krone"]),
    of("Icelandic króna", "ISK", &["isk", "icelandic krona", "icelandic kronur"]),
    of(
        "Israeli new shekel",
        "ILS",
        &["ils", "shekel", "shekels", "nis", "₪", "israeli shekel", "israeli shekels"],
    ),
    of("United Arab Emirates dirham", "AED", &["aed", "uae dirham", "uae dirhams", "emirati dirham"]),
    of("Moroccan dirham", "MAD", &["moroccan dirham", "moroccan dirhams"]),
    of("Saudi riyal", "SAR", &["sar", "saudi riyal", "saudi riyals"]),
    of("Qatari riyal", "QAR", &["qar", "qatari riyal", "qatari riyals"]),
    of("Omani rial", "OMR", &["omani rial", "omani rials"]),
    of("Iranian rial", "IRR", &["irr", "iranian rial", "iranian rials"]),
    of("Yemeni rial", "YER", &["yemeni rial", "yemeni rials"]),
    of("Kuwaiti dinar", "KWD", &["kwd", "kuwaiti dinar", "kuwaiti dinars"]),
    of("Jordanian dinar", "JOD", &["jordanian dinar", "jordanian dinars"]),
    of("Iraqi dinar", "IQD", &["iqd", "iraqi dinar", "iraqi dinars"]),
    of("Bahraini dinar", "BHD", &["bhd", "bahraini dinar", "bahraini dinars"]),
    of("Tunisian dinar", "TND", &["tunisian dinar", "tunisian dinars"]),
    of("Algerian dinar", "DZD", &["algerian dinar", "algerian dinars"]),
    of("Egyptian pound", "EGP", &["egp", "egyptian pound", "egyptian pounds"]),
    of("Lebanese pound", "LBP", &["lbp", "lebanese pound", "lebanese pounds"]),
    of("Syrian pound", "SYP", &["syrian pound", "syrian pounds"]),
    of("Sudanese pound", "SDG", &["sudanese pound", "sudanese pounds"]),
    of("South African rand", "ZAR", &["zar", "rand", "rands", "south african rand"]),
    of("Nigerian naira", "NGN", &["ngn", "naira", "nairas", "₦", "nigerian naira"]),
    of("Kenyan shilling", "KES", &["kes", "kenyan shilling", "kenyan shillings", "ksh"]),
    of("Ugandan shilling", "UGX", &["ugx", "ugandan shilling", "ugandan shillings"]),
    of("Tanzanian shilling", "TZS", &["tzs", "tanzanian shilling", "tanzanian shillings"]),
    of("Ghanaian cedi", "GHS", &["cedi", "cedis", "₵", "ghs"]),
    of("Zambian kwacha", "ZMW", &["kwacha", "kwachas", "zmw"]),
    of("Ethiopian birr", "ETB", &["birr", "birrs", "etb"]),
    of("Botswana pula", "BWP", &["pula", "bwp"]),
    of("Bangladeshi taka", "BDT", &["taka", "bdt", "৳"]),
    of("Burmese kyat", "MMK", &["kyat", "kyats", "mmk"]),
    of("Cambodian riel", "KHR", &["riel", "riels", "khr", "៛"]),
    of("Lao kip", "LAK", &["lao kip", "kip", "kips", "₭", "lak"]),
    of("Mongolian tögrög", "MNT", &["tugrik", "tugriks", "₮", "mnt"]),
    of("Kazakhstani tenge", "KZT", &["tenge", "kzt", "₸"]),
    of("Uzbekistan som", "UZS", &["uzs"]),
    of("Georgian lari", "GEL", &["lari", "laris", "₾", "georgian lari"]),
    of("Armenian dram", "AMD", &["dram", "drams", "֏"]),
    of("Azerbaijani manat", "AZN", &["azn", "manat", "manats", "₼"]),
    of("Afghan afghani", "AFN", &["afghani", "afghanis", "؋"]),
    of("Costa Rican colón", "CRC", &["₡", "crc", "colon", "colones", "costa rican colon"]),
    of("Paraguayan guaraní", "PYG", &["guarani", "guaranis", "₲", "pyg"]),
    of("Peruvian sol", "PEN", &["nuevo sol", "peruvian sol", "peruvian soles", "soles"]),
    of("Bolivian boliviano", "BOB", &["boliviano", "bolivianos"]),
    of("Venezuelan bolívar", "VEF", &["bolivar", "bolivares", "vef"]),
    of("Guatemalan quetzal", "GTQ", &["quetzal", "quetzales", "gtq"]),
    of("Honduran lempira", "HNL", &["lempira", "lempiras", "hnl"]),
    of("Nicaraguan córdoba", "NIO", &["cordoba", "cordobas"]),
    of("Panamanian balboa", "PAB", &["balboa", "balboas"]),
    of("Haitian gourde", "HTG", &["gourde", "gourdes"]),
    of("Macanese pataca", "MOP", &["pataca", "patacas", "mop $"]),
    of("Maldivian rufiyaa", "MVR", &["rufiyaa"]),
];

type Called = HashMap<&'static str, &'static Currency>;

static CALLED: LazyLock<Called> = LazyLock::new(|| {
    CURRENCIES.iter().flat_map(|currency| currency.called.iter().map(move |name| (*name, currency))).collect()
});

/// The currency that is called so.
pub(crate) fn called(name: &str) -> Option<&'static Currency> {
    CALLED.get(name).copied()
}

/// Abbreviations that are glued to figures: `115usd`, and `30 MUSD` for millions of them.
pub(crate) fn is_code(word: &str) -> bool {
    millions(word).is_some() || called(word).is_some()
}

/// `MUSD`: millions of a currency.
pub(crate) fn millions(word: &str) -> Option<&'static Currency> {
    let code = word.strip_prefix('m').filter(|code| code.len() == 3)?;
    called(code).filter(|currency| currency.code.eq_ignore_ascii_case(code))
}

/// The larger unit that a part of one completes: thirteen dollars forty-five.
pub(crate) fn has_hundredths(currency: &Currency) -> bool {
    !matches!(currency.name, "Cent" | "Pence" | "Sen")
}
