using Recount.Claims;
using Recount.Printed;
using Recount.Quantities;
using Recount.Statistics;
using Recount.Text.Shapes;

namespace Recount.Specs;

/// <summary>The spec language as one description: what the reader checks and what the editors' schema says.</summary>
public static class SpecShape
{
    private static readonly Key Status = new("status", new Shape.Word("How well the number itself is known: primary (read in the paper or the original data), secondary (quoted by others), unverified.", StatusWords.All));
    private static readonly Key Source = new("source", new Shape.Text("Where the number was read, when not in the paper itself."));
    private static readonly Key Elsewhere = new("elsewhere", Shape.Flag("The number is another work's result, not a statement of this paper: missing it deviates, and contradicts nobody."));
    private static readonly Key At = new("at", new Shape.Text("Where the paper prints it, such as Table 2, row 3."));
    private static readonly Key Note = new("note", new Shape.Text("A remark for readers of the spec; not evaluated."));

    private static readonly Key[] PrintOptions =
    [
        new("rounding", new Shape.Word("The rule that turned the author's number into the printed one. Left out, it is unknown and both ends count.", [.. Rounding.Words])),
        new("digits", new Shape.Text("Significant digits, where zeros at the end of a whole number leave them open.")),
        new("exact", Shape.Flag("The number is meant as it stands, such as a count.")),
        new("unit", new Shape.Text("The unit of a number that is printed without one: percent, points, or any word.")),
        new("margin", new Shape.Text("For 'about': how far off the number may be, as 5 % of it or in its own unit; for a percentage, in points.")),
        new("bound", new Shape.Word("For 'over' and 'almost': the side on which the number lies.", ["above", "below"])),
        new("level", new Shape.Text("The confidence level of a printed interval, such as 95 %.")),
        new("range", new Shape.Word("The range in which a metric is meant, whatever way it is printed.", MetricRange.Words)),
        new("complement", Shape.Flag("The number is the rest to one or to 100, such as an error rate for an accuracy.")),
    ];

    /// <summary>True for a key that says how a number is printed.</summary>
    public static bool IsPrintOption(string key) => PrintOptions.Any(o => o.Name == key);

    /// <summary>A printed number with its declarations.</summary>
    public static Shape Value { get; } = new Shape.Either("A printed number.",
        new Shape.Text("The number as printed: 0.50 is not 0.5."),
        new Shape.Mapping("a value", "A printed number with where it stands.",
            [new("printed", new Shape.Text("The number as printed: 0.50 is not 0.5."), true), At, Status, Source, Elsewhere, Note, .. PrintOptions]));

    private static readonly Shape Table = new Shape.Mapping("a table", "A printed table as CSV, one printed number per cell, text kept.",
    [
        new("file", new Shape.Text("The CSV file, below the folder of the spec."), true),
        new("key", new Shape.ListOf("The columns whose words name a row.", new Shape.Text("A column.")), true),
        At, Status, Source, Elsewhere, Note,
        new("rounding", PrintOptions[0].Shape),
        new("unit", new Shape.MapOf("The unit of a column whose numbers are printed without one.", new Shape.Text("percent, points, or any word."))),
        new("digits", new Shape.MapOf("Significant digits of a column.", new Shape.Text("A whole number."))),
        new("exact", new Shape.ListOf("Columns whose numbers are meant as they stand, such as counts.", new Shape.Text("A column."))),
        new("cells", new Shape.Mapping("cells", "Reads a wide table as one row per cell.",
        [
            new("columns", new Shape.ListOf("Patterns of the columns that hold the cells, with * for a word: */*.", new Shape.Text("A pattern.")), true),
            new("names", new Shape.ListOf("What the words of the pattern are called, in order.", new Shape.Text("A new column.")), true),
            new("value", new Shape.Text("What the cell is called."), true),
        ])),
    ]);

    /// <summary>A claim.</summary>
    internal static readonly Shape.Mapping Claim = new("a claim", "One published statement that can be true or false.",
    [
        new("id", new Shape.Text("A short name: letters, digits, - and _."), true),
        new("says", new Shape.Text("The statement as a sentence; {column} stands for a cell of the row."), true),
        At,
        new("quote", new Shape.Text("The paper's words, a few of them.")),
        new("published", new Shape.Either("The number that the paper gives.", new Shape.Text("As printed, or {column} for the cell of the row."), ((Shape.Either)Value).Long)),
        .. Kinds.All.Select(k => new Key(k.Key, k.Shape)),
        new("each", new Shape.Text("A table: the claim is made for every row of it.")),
        new("where", new Shape.MapOf("With each: only rows whose cell is this word, or one of these.", new Shape.Either("A word or several.", new Shape.Text("A word."), new Shape.ListOf("Several words.", new Shape.Text("A word."))))),
        Status, Source,
        new("tolerance", new Shape.Mapping("a tolerance", "How far off the measurement may be beyond rounding, and why.",
        [
            new("margin", new Shape.Text("As 5 % of the printed number, or in its own unit."), true),
            new("because", new Shape.Text("The reason."), true),
        ])),
        new("differs", new Shape.Text("Why the two sides are not the same measurement, such as another draw of demonstrations: the verdict is not-comparable.")),
        new("family", new Shape.Text("The family in which the claim's p-value is adjusted.")),
        new("level", new Shape.Word("Raises a deviation or a failure from warning to error.", ["error"])),
        new("response", new Shape.Mapping("a response", "An author's explanation or erratum; shown beside the verdict, changing nothing.",
        [
            new("text", new Shape.Text("What the author says."), true),
            new("source", new Shape.Text("Where.")),
            new("date", new Shape.Text("When, as 2026-11-23.")),
        ])),
        Note,
    ]);

    /// <summary>The whole file.</summary>
    public static Shape.Mapping Root { get; } = new("a spec", "One paper's claims and everything needed to check them.",
    [
        new("recount", new Shape.Text("The version of the spec language: 1."), true),
        new("paper", new Shape.Mapping("a paper", "The paper that makes the claims.",
        [
            new("title", new Shape.Text("Its title."), true),
            new("arxiv", new Shape.Text("Its arXiv id with version, such as 2203.15556v1.")),
            new("doi", new Shape.Text("Its DOI.")),
            new("url", new Shape.Text("Where it is.")),
            new("fictional", Shape.Flag("An invented paper: its findings stay out of headlines.")),
            Note,
        ]), true),
        Status, Source, Note,
        new("values", new Shape.MapOf("Printed numbers by the name that formulas use.", Value)),
        new("tables", new Shape.MapOf("Printed tables by the name that formulas use.", Table)),
        new("data", new Shape.MapOf("Measurements by the name that fits use.", FitShape.Data(At, Status, Source, Note))),
        new("fits", new Shape.MapOf("Fits by the name that claims use.", FitShape.Fit)),
        new("items", new Shape.MapOf("Benchmark items by the name that evaluations use.", EvaluationShape.Items(At, Status, Source, Note))),
        new("models", new Shape.MapOf("Language models by the name that evaluations use.", EvaluationShape.Model)),
        new("evaluations", new Shape.MapOf("Evaluations by the name that claims use.", EvaluationShape.Evaluation)),
        new("results", new Shape.MapOf("Scores that other programs measured, by the name that claims use.", ResultsReader.Shape(At, Status, Source, Note))),
        new("runs", new Shape.MapOf("Training runs by the name that claims of cost use.", Claims.Cost.RunShape.Run)),
        new("families", new Shape.MapOf("Claims whose p-values are adjusted together.", new Shape.Mapping("a family", "How a family is adjusted.",
        [
            new("method", new Shape.Word("holm (the default), bh or by.", Multiplicity.Methods)),
            new("alpha", new Shape.Text("The threshold after adjusting; 0.05 when left out.")),
            Note,
        ]))),
        new("claims", new Shape.ListOf("The claims.", Claim), true),
    ]);
}
