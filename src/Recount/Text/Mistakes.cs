namespace Recount.Text;

/// <summary>
/// The wording of every mistake: code, sentence and advice side by side. A code keeps its meaning for ever. A message never
/// holds a line break, and advice never says "error", so that no line but the headline reads as one.
/// </summary>
public static partial class Mistakes
{
    // --- files and YAML ---
    public static Diagnostic Yaml(Place at, string what) => new("RC001", at, $"this is not YAML: {Yaml(what)}", "Quote a text that holds ': ', '#', '{' or '['.");

    public static Diagnostic TooLarge(Place at, string what, int limit) => new("RC002", at, $"more than {limit} {what}", "Recount reads bounded files only.");

    public static Diagnostic Anchor(Place at) => new("RC002", at, "anchors and aliases are not read: a small file could become a large one", "Write the text again, or name a value and use the name.");

    public static Diagnostic Tag(Place at, string tag) => new("RC002", at, $"the tag '{Plain.Short(tag, 40)}' is not read", "A spec needs no tags; every number is a text.");

    public static Diagnostic SecondDocument(Place at) => new("RC002", at, "a second document begins here", "One file holds one spec.");

    public static Diagnostic DuplicateKey(Place at, string key, int line) => new("RC003", at, $"the key '{Plain.Short(key)}' stands here a second time", $"It stands on line {line} too; keep one.");

    public static Diagnostic Tab(Place at) => new("RC001", at, "a tab indents this line", "YAML is indented with blanks.");

    public static Diagnostic KeyIsNoText(Place at, string kind) => new("RC003", at, $"a key must be a text, not {kind}");

    public static Diagnostic Empty(Place at) => new("RC007", at, "the file is empty", "'recount init' writes a spec that audits as it is.");

    public static Diagnostic Unreadable(Place at, string why) => new("RC007", at, $"the file cannot be read: {why}");

    public static Diagnostic TwoSpecs(Place at, string name, string other) => new("RC009", at, $"two specs are called '{Plain.Short(name)}'",
        $"The other one is {Plain.Short(other, 200)}; findings and snapshots could not tell them apart.");

    public static Diagnostic Version(Place at, string text) => new("RC008", at, $"'{Plain.Short(text)}' is no version of the spec language that this recount reads", "Write 'recount: 1'.");

    // --- numbers ---
    /// <param name="limit">The limit that the number is beyond, or null where the text is none.</param>
    public static Diagnostic NoPrintedNumber(Place at, string text, string? limit, string? suggestion) =>
        limit is null ? NotANumber(at, text, suggestion) : NumberTooLarge(at, text, limit);

    public static Diagnostic NotANumber(Place at, string text, string? suggestion) => new("RC004", at,
        $"'{Plain.Short(text)}' is not a number as a paper prints it, such as 77.50 or 3.14e23",
        suggestion is null ? "Read are 77.50, 29,968, 1.2M, 3.14e23, 1/46, 82.3 %, < .05, 0.50 (0.488, 0.502), 2.1 ± 0.3, 38-43." : $"did you mean \"{suggestion}\"? A comma groups thousands: 29,968");

    public static Diagnostic NumberTooLarge(Place at, string text, string limit) => new("RC005", at, $"'{Plain.Short(text, 40)}' is beyond the numbers that are read: {limit}");

    public static Diagnostic NoFreeNumber(Place at, string key, string text, string example) => new("RC004", at, $"'{Plain.Short(text)}' is no {key}, such as {example}");

    // --- structure ---
    public static Diagnostic WrongKind(Place at, string found, string expected) => new("RC010", at, $"{found} stands where {expected} is expected");

    public static Diagnostic UnknownKey(Place at, string owner, string key, IEnumerable<string> keys) => new("RC011", at, $"{owner} has no key '{Plain.Short(key)}'", () => DidYouMean(key, keys, "Keys"));

    public static Diagnostic MissingKey(Place at, string owner, string key, string meaning) => new("RC012", at, $"{owner} needs the key '{key}'", $"{key}: {meaning}");

    public static Diagnostic NotAWord(Place at, string word, IEnumerable<string> words) => new("RC013", at, $"'{Plain.Short(word)}' is none of the words that can stand here", () => DidYouMean(word, words, "Words"));

    public static Diagnostic NoMeasure(Place at, string id, IEnumerable<string> kinds) => new("RC014", at, $"the claim '{Plain.Short(id)}' does not say how it is measured", $"Measures: {string.Join(", ", kinds)}");

    public static Diagnostic TwoMeasures(Place at, string id, string first, string second) => new("RC014", at, $"the claim '{Plain.Short(id)}' is measured twice: {first} and {second}", "Make two claims of it.");

    public static Diagnostic BadName(Place at, string what, string name) => new("RC015", at, $"'{Plain.Short(name)}' cannot name {what}: letters, digits, '-', '_' and '.', beginning with a letter or digit");

    public static Diagnostic TwoClaims(Place at, string id, int line) => new("RC016", at, $"the claim '{Plain.Short(id)}' stands here a second time", $"It stands on line {line} too.");

    public static Diagnostic TooManyChecks(Place at, int limit) => new("RC002", at, $"the claims up to here make more than {limit} checks", "Audit a large table in several specs, or with 'where'.");

    public static Diagnostic NoPublished(Place at, string id) => new("RC017", at, $"the claim '{Plain.Short(id)}' computes a number but says no published one", "Add 'published:', or make the relation a comparison: a + b = c.");

    public static Diagnostic NoPublishedP(Place at, string id) => new("RC017", at, $"the claim '{Plain.Short(id)}' has a test statistic but no published p", "Add 'published:', or write the p behind the statistic: t(28) = 2.20, p = .03");

    public static Diagnostic PublishedAndComparison(Place at, string id) => new("RC017", at, $"the claim '{Plain.Short(id)}' is a comparison and has a published number too", "Leave one out: a comparison is true or false by itself.");

    public static Diagnostic UnknownWhat(Place at, string what, string name, IEnumerable<string> names, string plural) => UnknownOf(at, $"{what} of this spec", name, names, plural);

    public static Diagnostic UnknownOf(Place at, string what, string name, IEnumerable<string> names, string plural) => new("RC018", at, $"'{Plain.Short(name)}' is no {what}", () => DidYouMean(name, names, plural));

    public static Diagnostic NoClaimAbove(Place at, string name, IReadOnlyCollection<string> claims) => new("RC018", at, $"'{Plain.Short(name)}' is no claim above this one", () => DidYouMean(name, claims, "Claims above"));

    public static Diagnostic OtherMeasure(Place at, string claim, string kind, string expected) => new("RC041", at, $"the claim '{Plain.Short(claim)}' is measured by {kind}; one by {expected} is needed here");

    public static Diagnostic NotForEach(Place at, string claim) => new("RC041", at, $"the claim '{Plain.Short(claim)}' is made for no table; one with 'each' is needed here");

    public static Diagnostic NothingShared(Place at) => new("RC042", at, "no two relations above share a printed number that was rounded", "There is nothing that could clash; leave the claim out.");

    public static Diagnostic OnlyWith(Place at, string key, string other) => new("RC019", at, $"'{key}' means nothing without '{other}'");

    public static Diagnostic NothingToWiden(Place at) => new("RC019", at, "'tolerance' means nothing without a formula and a published number",
        "In a comparison, write the tolerance into it: abs(a - b) <= 0.01");

    public static Diagnostic NotADate(Place at, string text) => new("RC013", at, $"'{Plain.Short(text)}' is no date", "Write it as 2026-11-23.");

    // --- formulas ---
    public static Diagnostic Formula(Place at, string what, string? advice = null) => new("RC020", at, what, advice);

    public static Diagnostic UnknownName(Place at, string name, IReadOnlyCollection<string> columns, IEnumerable<string> values) => new("RC021", at,
        $"'{Plain.Short(name)}' is {(columns.Count > 0 ? "no column of a row and no value in this spec" : "no value in this spec")}",
        () =>
        {
            var all = values.ToList();
            var near = Nearest.To(name, columns.Concat(all)) is { } word ? $"did you mean '{word}'? " : "";
            return $"{near}{(columns.Count > 0 ? $"Columns: {Nearest.List(name, columns)}. " : "")}Values: {Nearest.List(name, all)}";
        });

    public static Diagnostic AmbiguousName(Place at, string name) => new("RC022", at, $"'{Plain.Short(name)}' is a column of the row and a value too", "Rename the value: a formula must not depend on which one wins.");

    public static Diagnostic UnknownFunction(Place at, string name, IEnumerable<string> functions) => new("RC023", at, $"'{Plain.Short(name)}' is no function", () => DidYouMean(name, functions, "Functions"));

    public static Diagnostic ManyForOne(Place at, string name) => new("RC025", at, $"'{Plain.Short(name)}' is a whole column; one number is needed here", "Say what to make of it: sum, mean, median, min, max, count or slope.");

    public static Diagnostic NoSuchPart(Place at, string name, string part, string has) => new("RC026", at, $"'{Plain.Short(name)}' has no '{Plain.Short(part)}' as it is printed", $"It has {has}.");

    // --- tables ---
    public static Diagnostic NoTableFile(Place at, string path, string why) => new("RC030", at, $"the table file '{Plain.Short(path)}' {why}", "Tables are CSV files below the folder of the spec.");

    public static Diagnostic OpenQuote(Place at) => new("RC031", at, "a quote opens here and never closes");

    public static Diagnostic BehindQuote(Place at) => new("RC031", at, "text stands behind a closing quote", "Quote the whole cell and double the quotes in it: \"a \"\"b\"\" c\".");

    public static Diagnostic RowLength(Place at, int found, int expected) => new("RC031", at, $"this row has {found} cells, the header has {expected}", "Quote a cell that holds a comma: \"1,000\".");

    public static Diagnostic DuplicateColumn(Place at, string column) => new("RC031", at, $"the column '{Plain.Short(column)}' stands in the header twice");

    public static Diagnostic DuplicateRow(Place at, string key, int line) => new("RC032", at, $"the row '{Plain.Short(key)}' stands here a second time", $"It stands on line {line} too; the key must tell rows apart.");

    public static Diagnostic UnknownColumn(Place at, string column, string table, IEnumerable<string> columns) => new("RC033", at, $"'{Plain.Short(column)}' is no column of the table '{Plain.Short(table)}'", () => DidYouMean(column, columns, "Columns"));

    public static Diagnostic UnknownTable(Place at, string table, IEnumerable<string> tables) => new("RC034", at, $"'{Plain.Short(table)}' is no table in this spec", () => DidYouMean(table, tables, "Tables"));

    public static Diagnostic UnknownRow(Place at, string key, string table, IEnumerable<string> keys) => new("RC035", at, $"the table '{Plain.Short(table)}' has no row '{Plain.Short(key)}'", () => DidYouMean(key, keys, "Rows"));

    public static Diagnostic SeveralRows(Place at, string key, string table, int count) => new("RC035", at, $"'{Plain.Short(key)}' fits {count} rows of the table '{Plain.Short(table)}'", "Name one row, or take all of them with sum, mean, min, max ...");

    public static Diagnostic KeyLength(Place at, string table, int found, IReadOnlyList<string> key) => new("RC035", at, $"a row of '{Plain.Short(table)}' is named by {(key.Count == 1 ? "one word" : $"{key.Count} words")}, not {found}", $"In this order: {string.Join(", ", key)}");

    public static Diagnostic EmptyCell(Place at, string column, string row) => new("RC036", at, $"the column '{Plain.Short(column)}' of the row '{Plain.Short(row)}' is empty: there is no number to use");

    public static Diagnostic NoCells(Place at, string pattern) => new("RC037", at, $"no column looks like '{Plain.Short(pattern)}'");

    public static Diagnostic NoRows(Place at, string what) => new("RC038", at, $"no row of the table is left {what}", "A claim that checks nothing would look like a pass.");

    // --- test statistics ---
    public static Diagnostic TestStatistic(Place at, string text) => new("RC040", at, $"'{Plain.Short(text)}' is no test statistic, such as t(28) = 2.20", "Read are t(df) = x, F(df1, df2) = x, chi2(df) = x, z = x and r(df) = x.");

    // --- data and fits ---
    public static Diagnostic OneOrigin(Place at, string name, IReadOnlyList<string> given) => new("RC050", at,
        given.Count == 0 ? $"the data set '{Plain.Short(name)}' does not say where its rows come from" : $"the data set '{Plain.Short(name)}' has two origins: {given[0]} and {given[1]}",
        "Write one of: file (a CSV below the spec), url (with sha256), table (a printed table), from (another data set).");

    public static Diagnostic NotAnAddress(Place at, string text) => new("RC051", at, $"'{Plain.Short(text)}' is no address that can be fetched", "Write it as https://host/path, without a user name.");

    public static Diagnostic NotADigest(Place at, string text) => new("RC051", at, $"'{Plain.Short(text)}' is no sha256", "Write 64 hexadecimal digits in lower case, as sha256sum prints them.");

    public static Diagnostic NoNumberInColumn(Place at, string text, string column) => new("RC052", at, $"'{Plain.Short(text)}' stands where the column '{Plain.Short(column)}' needs a finite number", "Leave the row out with 'where' or 'keep', or use another column.");

    public static Diagnostic NoValueInRow(Place at, string column) => new("RC052", at, $"'{Plain.Short(column)}' has no finite value in this row", "Leave the row out with 'where' or 'keep'.");

    public static Diagnostic NotPositive(Place at, string what) => new("RC052", at, $"{what} is not above zero in this row: it has no logarithm", "Write 'residuals: linear', or leave the row out with 'keep'.");

    public static Diagnostic RowTwice(Place at, int line) => new("RC053", at, "this row stands here a second time", $"It stands on line {line} too. Where both count, write 'duplicates: keep'.");

    public static Diagnostic TooFewRows(Place at, int rows, int parameters) => new("RC054", at, $"{rows} {(rows == 1 ? "row" : "rows")} cannot be fitted with {parameters} {(parameters == 1 ? "parameter" : "parameters")}", "There must be more rows than parameters that are searched.");

    public static Diagnostic UnknownColumnOrParameter(Place at, string name, IReadOnlyCollection<string> parameters, IEnumerable<string> columns) => new("RC055", at,
        $"'{Plain.Short(name)}' is {(parameters.Count > 0 ? "no parameter and no column" : "no column")} of the data",
        () => DidYouMean(name, parameters.Concat(columns), parameters.Count > 0 ? "Parameters and columns" : "Columns"));

    public static Diagnostic UnusedParameter(Place at, string name) => new("RC055", at, $"the parameter '{Plain.Short(name)}' does not stand in the model");

    public static Diagnostic Starts(Place at, string what, string? advice = null) => new("RC056", at, what, advice);

    public static Diagnostic NotForThisFit(Place at, string what, string? advice = null) => new("RC057", at, what, advice);

    public static Diagnostic CutsWrong(Place at, string cut, int rows, int left) => new("RC057", at, $"'{cut}' leaves {rows} {(rows == 1 ? "row" : "rows")} to fit and {left} to predict", "There must be more rows to fit than parameters, and one to predict.");

    /// <summary>True for a mistake in the form of a formula or a test statistic: it stands whatever the names in it mean.</summary>
    public static bool IsAboutForm(Diagnostic mistake) => mistake.Code is "RC020" or "RC023" or "RC040";

    /// <summary>What each code is about, for <c>recount explain RC004</c>.</summary>
    public static IReadOnlyList<(string Code, string About)> Codes { get; } =
    [
        ("RC001", "The file is not YAML. The place is where the reader gave up; the mistake is there or on the line above."),
        ("RC002", "The file is larger, deeper or more clever than a spec needs: limits keep a hostile file from filling the memory. Anchors, aliases, tags and second documents are refused."),
        ("RC003", "A key stands twice in one mapping, or is no text. Only the first would count, so neither is taken for granted."),
        ("RC004", "A printed number is read from its text as the paper prints it: 77.50 and 77.5 are different statements. A comma groups thousands; the decimal mark is a point."),
        ("RC005", "The number is beyond the limits that keep arithmetic bounded: 60 digits, exponents up to 300."),
        ("RC007", "The file is empty, too large, no UTF-8 text, or cannot be opened."),
        ("RC008", "The first key of a spec says which version of the language it is written in: 'recount: 1'."),
        ("RC009", "A spec goes by the name of its file; two of one name cannot be audited together."),
        ("RC010", "A list stands where a mapping is expected, or the like."),
        ("RC011", "A key that this place does not know: most often a typing mistake. The nearest word is given."),
        ("RC012", "A key is missing that this place cannot do without."),
        ("RC013", "Only a few words can stand here."),
        ("RC014", "Every claim has exactly one measure: the key that says how it is checked."),
        ("RC015", "Names of claims, values and tables are used in formulas, file names and reports, so they are kept simple."),
        ("RC016", "Two claims have the same id; snapshots and reports could not tell them apart."),
        ("RC017", "A relation either computes a number that is held against a published one, or is a comparison that is true or false."),
        ("RC018", "The spec refers to something by a name that it does not define."),
        ("RC019", "A key was given whose meaning hangs on another key that is missing."),
        ("RC020", "The formula cannot be read. Known are numbers, names, + - * / ^, comparisons, parentheses and functions."),
        ("RC021", "A name in a formula is neither a column of the row nor a value."),
        ("RC022", "A name in a formula is a column and a value at once."),
        ("RC023", "An unknown function. Known are exp, ln, log2, log10, sqrt, abs, min, max, sum, mean, median, count, slope."),
        ("RC025", "A column stands where one number is needed."),
        ("RC026", "The printed number has no such part: .low and .high need an interval or a range, .uncertainty needs a ±."),
        ("RC030", "A table file is missing, outside the spec's folder, or reached through a link that leads outside."),
        ("RC031", "A table file is no CSV: an open quote, a row of the wrong length, a column twice."),
        ("RC032", "Two rows of a table have the same key."),
        ("RC033", "A table has no such column."),
        ("RC034", "The spec has no such table."),
        ("RC035", "A table has no such row, or the words fit several."),
        ("RC036", "A formula needs the number in a cell that is empty."),
        ("RC037", "The pattern of a wide table fits no column."),
        ("RC038", "A claim over a table is left without rows."),
        ("RC040", "A test statistic is written as a results section writes it: t(28) = 2.20."),
        ("RC041", "A claim about other claims takes only some kinds of them: one-rounding and duplicates take granularity, jointly takes relations."),
        ("RC042", "A joint check asks whether relations that share printed numbers can hold at once; here none do."),
        ("RC050", "A data set takes its rows from exactly one place."),
        ("RC051", "A file that must be fetched is named by an https address and the sha256 of its bytes."),
        ("RC052", "A column of a data set holds something else than a finite number where one is needed."),
        ("RC053", "Two rows of a data set are the same in every cell; counted twice, a run weighs double."),
        ("RC054", "A fit needs more rows than parameters."),
        ("RC055", "A model is made of the fit's parameters and the columns of its data."),
        ("RC056", "A search needs points to begin from, in what is searched: the logarithm of a parameter with 'search: log'."),
        ("RC057", "A claim asks a fit for something that it cannot give."),
        .. CodesOfItems, .. CodesOfTasks, .. CodesOfFormats, .. CodesOfResults, .. CodesOfCosts,
    ];

    private static string DidYouMean(string word, IEnumerable<string> words, string plural)
    {
        var all = words.ToList();
        var near = Nearest.To(word, all) is { } nearest ? $"did you mean '{nearest}'? " : "";
        return $"{near}{plural}: {Nearest.List(word, all)}";
    }

    private static string Yaml(string what)
    {
        // YamlDotNet begins its messages with its own place: "(Line: 3, Col: 1, Idx: 20): ...".
        var end = what.IndexOf("): ", StringComparison.Ordinal);
        var text = what.StartsWith('(') && end > 0 ? what[(end + 3)..] : what;
        return Plain.Short(text.TrimEnd('.'), 120);
    }
}
